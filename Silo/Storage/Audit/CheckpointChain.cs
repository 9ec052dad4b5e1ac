using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Orders.Storage;

/// <summary>
/// Ties each checkpoint to the one before. The hash is SHA-256 over: the hash before (32 zero bytes for the first); number, time,
/// first and last position, 8 bytes each, big-endian; and the heads as they are stored.
/// </summary>
internal static class CheckpointChain
{
    private const int Length = SHA256.HashSizeInBytes;

    public static byte[] Next(ReadOnlySpan<byte> previous, long number, long at, long firstPosition, long lastPosition, ReadOnlySpan<byte> heads)
    {
        if (previous.Length is not (0 or Length)) throw new ArgumentException($"A hash has {Length} bytes.", nameof(previous));
        Span<byte> head = stackalloc byte[Length + (4 * sizeof(long))];
        head.Clear();
        previous.CopyTo(head);
        var numbers = head[Length..];
        BinaryPrimitives.WriteInt64BigEndian(numbers, number);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], at);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], firstPosition);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], lastPosition);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(heads);
        return hash.GetHashAndReset();
    }
}
