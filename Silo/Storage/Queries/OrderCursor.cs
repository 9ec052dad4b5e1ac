using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Orders.Storage;

/// <summary>
/// The last order of a page, as the sort sees it. Opaque to callers, and bound to its query: with other filters or another sort it
/// would silently skip orders.
/// </summary>
/// <param name="Key">What the list is sorted by; null where the order has none (no due date) or the id alone decides.</param>
internal sealed record OrderCursor(long? Key, long Id)
{
    private const byte Version = 1;
    private const int FingerprintLength = 8;
    private const int Length = 1 + FingerprintLength + 1 + sizeof(long) + sizeof(long);

    /// <exception cref="InvalidCursorException">It is not one of this query's.</exception>
    public static OrderCursor? Read(string? text, OrderScope scope, OrderQuery query)
    {
        if (text is null) return null;
        Span<byte> bytes = stackalloc byte[Length];
        if (!TryDecode(text, bytes) || bytes[0] != Version || !bytes.Slice(1, FingerprintLength).SequenceEqual(Fingerprint(scope, query)))
            throw new InvalidCursorException("The cursor is not one that this list has given out.");

        var rest = bytes[(1 + FingerprintLength)..];
        long? key = rest[0] == 1 ? BinaryPrimitives.ReadInt64BigEndian(rest[1..]) : null;
        return new OrderCursor(key, BinaryPrimitives.ReadInt64BigEndian(rest[(1 + sizeof(long))..]));
    }

    public string Write(OrderScope scope, OrderQuery query)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        Fingerprint(scope, query).CopyTo(bytes[1..]);
        var rest = bytes[(1 + FingerprintLength)..];
        rest[0] = Key is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64BigEndian(rest[1..], Key ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(rest[(1 + sizeof(long))..], Id);
        return Base64Url.EncodeToString(bytes);
    }

    private static bool TryDecode(string text, Span<byte> bytes)
    {
        try
        {
            return Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == Length;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Everything but the cursor itself and the limit, which may change from page to page.
    private static ReadOnlySpan<byte> Fingerprint(OrderScope scope, OrderQuery query)
    {
        var what = JsonSerializer.Serialize(new object?[]
        {
            scope.BuyerId, scope.SellerId, query.Statuses.IsDefault ? [] : query.Statuses.Distinct().Order().ToArray(),
            query.From?.UtcTicks, query.To?.UtcTicks, query.Text, query.Overdue, query.Sort,
        });
        return SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, FingerprintLength);
    }
}
