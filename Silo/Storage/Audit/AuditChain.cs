using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Orders.Storage;

/// <summary>
/// Ties each audit row to the one before of its subject, as <see cref="HashChain"/> does for the events of an order. The hash is
/// SHA-256 over: the hash before (32 zero bytes for the first); sequence, shop, order (0 for none) and time, 8 bytes each,
/// big-endian; then subject, type, actor and payload in UTF-8 as they are stored, each after its length in 4 bytes.
/// </summary>
internal static class AuditChain
{
    private const int Length = SHA256.HashSizeInBytes;

    public static byte[] Next(ReadOnlySpan<byte> previous, long sequence, in EncodedAudit row)
    {
        if (previous.Length is not (0 or Length)) throw new ArgumentException($"A hash has {Length} bytes.", nameof(previous));
        Span<byte> head = stackalloc byte[Length + (4 * sizeof(long))];
        head.Clear();
        previous.CopyTo(head);
        var numbers = head[Length..];
        BinaryPrimitives.WriteInt64BigEndian(numbers, sequence);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], row.SellerId ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], row.OrderId ?? 0);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], row.At);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        Add(hash, Encoding.UTF8.GetBytes(row.Subject));
        Add(hash, Encoding.UTF8.GetBytes(row.Type));
        Add(hash, row.Actor);
        Add(hash, row.Payload);
        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
        hash.AppendData(length);
        hash.AppendData(text);
    }
}
