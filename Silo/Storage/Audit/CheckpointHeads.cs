using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Orders.Storage;

/// <summary>The last row of an order or subject, as a checkpoint remembers it.</summary>
/// <param name="Order">Null: it is the subject's.</param>
internal sealed record CheckpointHead(OrderId? Order, string? Subject, long Sequence, long Position, byte[] Hash)
{
    /// <summary>As in audit rows.</summary>
    public string Name => Subject ?? AuditSubjects.OfOrder(Order!.Value);
}

/// <summary>
/// Heads in a checkpoint, one after the other: 0 and the order's id in 8 bytes, or 1, the subject's length in 2 bytes and its UTF-8;
/// then sequence and position in 8 bytes each and the 32 of the hash. Numbers are big-endian.
/// </summary>
internal static class CheckpointHeads
{
    public static byte[] Write(IEnumerable<CheckpointHead> heads)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var head in heads)
        {
            if (head.Order is { } order)
            {
                output.Write((ReadOnlySpan<byte>)[0]);
                Number(output, order.Value);
            }
            else
            {
                var subject = Encoding.UTF8.GetBytes(head.Subject!);
                output.Write((ReadOnlySpan<byte>)[1, (byte)(subject.Length >> 8), (byte)subject.Length]);
                output.Write(subject);
            }

            Number(output, head.Sequence);
            Number(output, head.Position);
            output.Write(head.Hash);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">These are not heads.</exception>
    public static List<CheckpointHead> Read(ReadOnlySpan<byte> input)
    {
        var heads = new List<CheckpointHead>();
        while (!input.IsEmpty)
        {
            var isOrder = Take(ref input, 1)[0] == 0;
            OrderId? order = isOrder ? new OrderId(Number(ref input)) : null;
            var subject = isOrder ? null : Encoding.UTF8.GetString(Take(ref input, BinaryPrimitives.ReadUInt16BigEndian(Take(ref input, 2))));
            heads.Add(new CheckpointHead(order, subject, Number(ref input), Number(ref input), Take(ref input, SHA256.HashSizeInBytes).ToArray()));
        }

        return heads;
    }

    private static void Number(ArrayBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    private static long Number(ref ReadOnlySpan<byte> input) => BinaryPrimitives.ReadInt64BigEndian(Take(ref input, sizeof(long)));

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> input, int count)
    {
        if (input.Length < count) throw new InvalidDataException("A checkpoint's heads end in the middle.");
        var taken = input[..count];
        input = input[count..];
        return taken;
    }
}
