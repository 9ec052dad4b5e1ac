using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orders.Storage;

/// <summary>
/// Ties each event of an order to the one before, so that an edited, removed or reordered row is found. The hash is SHA-256 over:
/// the hash before (32 zero bytes for the first), the order's id and the sequence (8 bytes each, big-endian), and the payload's
/// bytes as they are stored.
/// </summary>
internal static class HashChain
{
    public const int Length = SHA256.HashSizeInBytes;
    private const int HeadLength = Length + sizeof(long) + sizeof(long);

    public static byte[] Next(ReadOnlySpan<byte> previous, OrderId order, long sequence, ReadOnlySpan<byte> payload)
    {
        if (previous.Length is not (0 or Length)) throw new ArgumentException($"A hash has {Length} bytes.", nameof(previous));
        Span<byte> head = stackalloc byte[HeadLength];
        head.Clear();
        previous.CopyTo(head);
        BinaryPrimitives.WriteInt64BigEndian(head[Length..], order.Value);
        BinaryPrimitives.WriteInt64BigEndian(head[(Length + sizeof(long))..], sequence);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
