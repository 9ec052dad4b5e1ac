using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Orders.Storage;
using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class AuditTrailTests
{
    [Fact]
    public async Task Audit_SeveralSubjects_AreAChainEachAndCountedTogetherWithOrders()
    {
        await using var db = TestDatabase.Open();
        await db.Audit(AuditSamples.Entry("stock:A", 1));
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(1)), OrderStatus.Preparing);
        await db.Audit(AuditSamples.Entry("stock:B", 2), AuditSamples.Entry("stock:A", 3));
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(2)));

        var rows = await Rows(db);
        Assert.Equal([(1, 0, "stock:A", 1), (4, 0, "stock:B", 1), (5, 1, "stock:A", 2)], rows.Select(r => (r.Position, r.Previous, r.Subject, r.Sequence)));
        Assert.Equal(6, await db.Number("SELECT count(DISTINCT p) FROM (SELECT position AS p FROM order_events UNION ALL SELECT position FROM audit_events) AS logs WHERE p <= 6"));
        Assert.Equal(5, await db.Number("SELECT position FROM audit_heads WHERE subject = 'stock:A' AND sequence = 2"));
    }

    [Fact]
    public async Task Audit_Rows_HaveTheDocumentedHash()
    {
        await using var db = TestDatabase.Open();
        await db.Audit(AuditSamples.Entry("stock:A", 1), AuditSamples.Entry("stock:A", 2, order: SampleOrders.Id(9)));

        var rows = await Rows(db);
        Assert.Equal(Documented(rows[0], new byte[32]), rows[0].Hash);
        Assert.Equal(Documented(rows[1], rows[0].Hash), rows[1].Hash);
        Assert.Equal("""{"summary":"on hand +1","reason":"Counted \"again\" 1"}""", rows[0].Payload);
    }

    [Fact]
    public async Task Audit_InAWriteThatFails_LeavesNoRowAndNoGap()
    {
        await using var db = TestDatabase.Open();
        await db.Audit(AuditSamples.Entry("stock:A", 1));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.AuditAndFail(new InvalidOperationException("a bug"), AuditSamples.Entry("stock:A", 2), AuditSamples.Entry("stock:B", 3)));
        await db.Audit(AuditSamples.Entry("stock:A", 4));

        Assert.Equal([(1L, 1L), (2L, 2L)], (await Rows(db)).Select(r => (r.Position, r.Sequence)));
    }

    [Fact]
    public async Task Audit_AfterARestart_GoesOnWhereTheChainEnded()
    {
        using var directory = new TempDirectory();
        await using (var db = TestDatabase.Open(directory.Path)) await db.Audit(AuditSamples.Entry("stock:A", 1));
        await using var again = TestDatabase.Open(directory.Path);
        await again.Audit(AuditSamples.Entry("stock:A", 2));

        var rows = await Rows(again);
        Assert.Equal((2L, 1L, 2L), (rows[1].Position, rows[1].Previous, rows[1].Sequence));
        Assert.Equal(Documented(rows[1], rows[0].Hash), rows[1].Hash);
    }

    [Fact]
    public async Task WriteState_Audited_WritesTheStateAndItsRowsOrNeither()
    {
        await using var db = TestDatabase.Open();
        var grain = GrainId.Create("settings", "7");
        var mine = new StateOf<Settings> { State = new Settings { Wanted = true, Pending = [AuditSamples.Entry("preferences:7", 1)] } };
        await db.GrainStates.WriteStateAsync("state", grain, mine);
        Assert.Empty(mine.State.Pending);

        var stale = new StateOf<Settings> { State = new Settings { Pending = [AuditSamples.Entry("preferences:7", 2)] } };
        await Assert.ThrowsAsync<InconsistentStateException>(() => db.GrainStates.WriteStateAsync("state", grain, stale));
        await db.GrainStates.WriteStateAsync("state", grain, mine);

        Assert.Equal("preferences:7", Assert.Single(await Rows(db)).Subject);
        Assert.Equal(1, await db.Number("SELECT count(*) FROM grain_state WHERE payload = '{\"wanted\":true}'"));
    }

    private static byte[] Documented(Row row, byte[] previous)
    {
        var bytes = new List<byte>(previous);
        foreach (var number in new[] { row.Sequence, row.SellerId, row.OrderId, row.At })
        {
            var eight = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, number);
            bytes.AddRange(eight);
        }

        foreach (var text in new[] { row.Subject, row.Type, row.Actor, row.Payload })
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var four = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(four, utf8.Length);
            bytes.AddRange(four);
            bytes.AddRange(utf8);
        }

        return SHA256.HashData([.. bytes]);
    }

    private static Task<List<Row>> Rows(TestDatabase db) => db.Database.Read(connection =>
    {
        var read = connection.Prepare("""
            SELECT position, previous, subject, sequence, coalesce(seller_id, 0), coalesce(order_id, 0), at, actor, type, payload, hash
            FROM audit_events ORDER BY position
            """);
        var rows = new List<Row>();
        while (read.Step())
        {
            rows.Add(new Row(
                read.Int64(0), read.Int64(1), read.Text(2), read.Int64(3), read.Int64(4), read.Int64(5), read.Int64(6), read.Text(7), read.Text(8),
                read.Text(9), read.Bytes(10).ToArray()));
        }

        read.Reset();
        return rows;
    });

    private sealed record Row(
        long Position, long Previous, string Subject, long Sequence, long SellerId, long OrderId, long At, string Actor, string Type,
        string Payload, byte[] Hash);

    private sealed class Settings : IAudited
    {
        public bool Wanted { get; set; }

        [JsonIgnore]
        public ImmutableArray<AuditEntry> Pending { get; set; } = [];
    }
}
