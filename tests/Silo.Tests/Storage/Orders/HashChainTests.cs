using System.Security.Cryptography;
using System.Text;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class HashChainTests
{
    // Computed outside this program: sha256(32 zero bytes ‖ 0x0000000000000102 ‖ 0x0000000000000001 ‖ "{}").
    [Fact]
    public void Next_FirstEvent_IsTheDocumentedHash()
    {
        var bytes = new byte[32 + 16 + 2];
        bytes[38] = 1;
        bytes[39] = 2;
        bytes[47] = 1;
        "{}"u8.CopyTo(bytes.AsSpan(48));

        Assert.Equal(SHA256.HashData(bytes), HashChain.Next([], new OrderId(0x102), 1, "{}"u8));
    }

    [Fact]
    public void Next_AnythingChanged_IsAnotherHash()
    {
        var previous = SHA256.HashData("before"u8);
        var original = HashChain.Next(previous, new OrderId(1), 2, "payload"u8);
        Assert.NotEqual(original, HashChain.Next(SHA256.HashData("other"u8), new OrderId(1), 2, "payload"u8));
        Assert.NotEqual(original, HashChain.Next(previous, new OrderId(2), 2, "payload"u8));
        Assert.NotEqual(original, HashChain.Next(previous, new OrderId(1), 3, "payload"u8));
        Assert.NotEqual(original, HashChain.Next(previous, new OrderId(1), 2, "paylaod"u8));
        Assert.Equal(original, HashChain.Next(previous, new OrderId(1), 2, "payload"u8));
    }

    [Fact]
    public void Next_PreviousOfTheWrongLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => HashChain.Next(new byte[31], new OrderId(1), 1, []));

    /// <summary>Reads the rows as an auditor would, without the program's own walk.</summary>
    internal static async Task EveryStoredHashIsRight(TestDatabase db)
    {
        var rows = await db.Database.Read(connection =>
        {
            var read = connection.Prepare("SELECT position, previous, order_id, sequence, payload, hash FROM order_events ORDER BY position");
            var all = new Dictionary<long, (long Previous, long Order, long Sequence, string Payload, byte[] Hash)>();
            while (read.Step()) all[read.Int64(0)] = (read.Int64(1), read.Int64(2), read.Int64(3), read.Text(4), read.Bytes(5).ToArray());
            read.Reset();
            return all;
        });
        foreach (var row in rows.Values)
        {
            var before = row.Previous == 0 ? [] : rows[row.Previous].Hash;
            Assert.Equal(HashChain.Next(before, new OrderId(row.Order), row.Sequence, Encoding.UTF8.GetBytes(row.Payload)), row.Hash);
            if (row.Previous != 0) Assert.Equal((row.Order, row.Sequence - 1), (rows[row.Previous].Order, rows[row.Previous].Sequence));
            else Assert.Equal(1, row.Sequence);
        }
    }
}
