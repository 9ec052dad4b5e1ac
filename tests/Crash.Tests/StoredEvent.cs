using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Orders.Tests.Crash;

/// <summary>A row of the events' table, read without any of the program's own code.</summary>
internal sealed record StoredEvent(long Position, long Previous, long OrderId, long Sequence, long At, byte[] Payload, byte[] Hash)
{
    private static readonly Dictionary<string, OrderStatus> Statuses = Enum.GetValues<OrderStatus>()
        .ToDictionary(s => s.ToString(), StringComparer.OrdinalIgnoreCase);

    public DateTimeOffset Time => new(At + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);

    /// <summary>The status that it brought the order to; null: it left the order where it was.</summary>
    public OrderStatus? Status
    {
        get
        {
            using var json = JsonDocument.Parse(Payload);
            return json.RootElement.GetProperty("type").GetString() switch
            {
                "placed" => OrderStatus.Received,
                "cancelled" => OrderStatus.Cancelled,
                "advanced" => Statuses[json.RootElement.GetProperty("to").GetString()!],
                _ => null,
            };
        }
    }

    /// <summary><c>placed</c>, <c>advanced</c>, …</summary>
    public string Type
    {
        get
        {
            using var json = JsonDocument.Parse(Payload);
            return json.RootElement.GetProperty("type").GetString()!;
        }
    }

    /// <summary>SHA-256 over the hash before (zeros for the first), the order's id, the sequence and the payload.</summary>
    public byte[] ExpectedHash(byte[]? before)
    {
        var bytes = new byte[32 + 8 + 8 + Payload.Length];
        before?.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(32), OrderId);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(40), Sequence);
        Payload.CopyTo(bytes, 48);
        return SHA256.HashData(bytes);
    }
}
