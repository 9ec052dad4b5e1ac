using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Orders.Commands;

/// <summary>
/// Our numbers for Olist's names, computed from the names alone: a second run finds what the first one stored without keeping
/// a list of it.
/// </summary>
public static class OlistIds
{
    private const long FirstImported = 1L << 62;

    /// <summary>Shops and buyers of the data set: from 2^62 up, where accounts of our own, counted from 1, never get to.</summary>
    public static long Party(string olistId) => FirstImported | (Hash(olistId) & (FirstImported - 1));

    /// <summary>What tells apart orders placed in one millisecond; <see cref="OrderId.Of"/> takes its low bits.</summary>
    public static int Discriminator(string reference) => (int)(Hash(reference) & 0x7FFF_FFFF);

    /// <summary>What an order is called in the data set: one for each of its sellers.</summary>
    public static string Reference(string orderId, string sellerId) => $"{orderId}/{sellerId}";

    /// <summary>The beginning of a 32-digit name, where people are to read it.</summary>
    public static string Short(string olistId) => olistId.Length > 8 ? olistId[..8] : olistId;

    private static long Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
