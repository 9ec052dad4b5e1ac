using System.Collections.Immutable;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class AuditReaderTests
{
    [Fact]
    public async Task List_BothTables_AreOneLogNewestFirst()
    {
        await using var db = TestDatabase.Open();
        await db.Audit(AuditSamples.Entry("stock:A", 1));
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(1)), OrderStatus.Preparing);
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(2)), OrderStatus.Cancelled);
        await db.Audit(AuditSamples.Entry("stock:A", 2));

        var page = await db.Audits.List(null, new AuditQuery());
        Assert.Null(page.NextCursor);
        Assert.Equal([6, 5, 4, 3, 2, 1], page.Items.Select(row => row.Position));
        Assert.Equal(["adjusted", "cancelled", "placed", "advanced", "placed", "adjusted"], page.Items.Select(row => row.Type));
        var (stock, cancelled, advanced) = (page.Items[0], page.Items[1], page.Items[3]);
        Assert.Equal(("stock:A", 2L, "on hand +2", "Counted \"again\" 2"), (stock.Subject, stock.Sequence, stock.Summary, stock.Reason));
        Assert.Equal(new Actor(Role.Seller, 7, "Sam", 1, Origin.Page), stock.Actor);
        Assert.Equal((AuditSubjects.OfOrder(SampleOrders.Id(2)), "received → cancelled", "Out of stock"), (cancelled.Subject, cancelled.Summary, cancelled.Reason));
        Assert.Equal(("received → preparing", "a note", SampleOrders.Id(1)), (advanced.Summary, advanced.Reason, advanced.OrderId!.Value));
        Assert.All(page.Items, row => Assert.Equal(64, row.Hash.Length));
    }

    [Fact]
    public async Task List_OfAShop_HoldsNothingOfOthers()
    {
        await using var db = TestDatabase.Open();
        for (var n = 1; n <= 6; n++)
        {
            await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(n), sellerId: n % 2));
            await db.Audit(AuditSamples.Entry($"stock:{n % 2}", n, sellerId: n % 2), AuditSamples.Entry("preferences:1", n, sellerId: null));
        }

        var rows = await All(db, 1, new AuditQuery { Limit = 2 });
        Assert.Equal([1, 2, 7, 8, 13, 14], rows.Select(row => row.Position).Order());
        Assert.All(rows.Where(row => row.OrderId is null), row => Assert.Equal("stock:1", row.Subject));
        Assert.Empty((await db.Audits.List(0, new AuditQuery { Order = SampleOrders.Id(1) })).Items);
        Assert.Equal(18, (await All(db, null, new AuditQuery { Limit = 5 })).Length);
    }

    [Fact]
    public async Task List_OfAnOrder_HoldsItsEventsAndWhatWasDoneForIt()
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(1)), OrderStatus.Prepared);
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(2)), OrderStatus.Prepared);
        await db.Audit(AuditSamples.Entry("stock:A", 1, order: SampleOrders.Id(1)), AuditSamples.Entry("stock:A", 2, order: SampleOrders.Id(2)));

        var rows = await All(db, 1, new AuditQuery { Order = SampleOrders.Id(1), Limit = 3 });
        Assert.Equal([7, 3, 2, 1], rows.Select(row => row.Position));
    }

    [Theory]
    [InlineData("sam", null, 5)]
    [InlineData("Ana", null, 2)]
    [InlineData("7", null, 5)]
    [InlineData("100", null, 2)]
    [InlineData("1", null, 0)]
    [InlineData("nobody", null, 0)]
    [InlineData(null, "order", 4)]
    [InlineData(null, "stock", 2)]
    [InlineData(null, "webhook", 1)]
    [InlineData("sam", "order", 2)]
    public async Task List_Filtered_HoldsWhatFits(string? actor, string? kind, int expected)
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(1)), OrderStatus.Preparing);
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(2)), OrderStatus.Preparing);
        await db.Audit(AuditSamples.Entry("stock:A", 1), AuditSamples.Entry("stock:B", 2), AuditSamples.Entry("webhook:7", 3));

        Assert.Equal(expected, (await All(db, null, new AuditQuery { Actor = actor, Kind = kind, Limit = 1 })).Length);
    }

    [Fact]
    public async Task List_ByTime_HoldsFromInclusiveToExclusiveAlsoBehindCheckpoints()
    {
        await using var db = TestDatabase.Open();
        for (var n = 1; n <= 10; n++)
        {
            await db.Audit(AuditSamples.Entry("stock:A", n));
            await db.Checkpoints.Add(SampleOrders.Start.AddSeconds(n));
        }

        var rows = await All(db, null, new AuditQuery { From = SampleOrders.Start.AddSeconds(4), To = SampleOrders.Start.AddSeconds(7), Limit = 2 });
        Assert.Equal([6, 5, 4], rows.Select(row => row.Position));
    }

    [Fact]
    public async Task List_NothingNearFits_EndsThePageWithACursorAndGetsThere()
    {
        await using var db = TestDatabase.Open();
        await db.Audit(AuditSamples.Entry("webhook:1", 1));
        await db.Audit([.. Enumerable.Range(1, AuditReader.MostScanned).Select(n => AuditSamples.Entry("stock:A", n))]);

        var first = await db.Audits.List(null, new AuditQuery { Kind = "webhook" });
        Assert.Empty(first.Items);
        var second = await db.Audits.List(null, new AuditQuery { Kind = "webhook", Cursor = first.NextCursor });
        Assert.Equal("webhook:1", Assert.Single(second.Items).Subject);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task List_AnyPageSize_NoRowTwiceAndNoneLeftOut()
    {
        await using var db = TestDatabase.Open();
        for (var n = 1; n <= 7; n++)
        {
            await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(n)));
            await db.Audit(AuditSamples.Entry("stock:A", n));
        }

        for (var limit = 1; limit <= 15; limit++)
            Assert.Equal(Enumerable.Range(1, 14).Reverse().Select(n => (long)n), (await All(db, null, new AuditQuery { Limit = limit })).Select(row => row.Position));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x12")]
    [InlineData("p")]
    [InlineData("p-1")]
    [InlineData("p99999999999999999999")]
    public async Task List_OddCursor_IsRefused(string cursor)
    {
        await using var db = TestDatabase.Open();
        await Assert.ThrowsAsync<InvalidCursorException>(() => db.Audits.List(null, new AuditQuery { Cursor = cursor }));
    }

    [Theory]
    [InlineData(null, false, "SCAN e")]
    [InlineData(1L, false, "SEARCH e USING INDEX order_events_by_seller (seller_id=? AND position<?)")]
    [InlineData(1L, true, "SEARCH e USING INTEGER PRIMARY KEY")]
    [Trait("Database", "Sqlite")]
    public async Task Plan_OfEachWalk_SortsNoTable(long? seller, bool ofOrder, string expected)
    {
        await using var db = TestDatabase.Open();
        var sql = AuditSql.Orders(seller, ofOrder ? SampleOrders.Id(1) : null);
        var plan = await db.Database.Read(connection =>
        {
            var explain = connection.Prepare("EXPLAIN QUERY PLAN " + sql);
            var lines = new List<string>();
            while (explain.Step()) lines.Add(explain.Text(3));
            explain.Reset();
            return lines;
        });
        Assert.Contains(plan, line => line.StartsWith(expected, StringComparison.Ordinal) || (expected == "SCAN e" && line.StartsWith("SEARCH e USING INTEGER PRIMARY KEY", StringComparison.Ordinal)));
        if (!ofOrder) Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static async Task<ImmutableArray<AuditRow>> All(TestDatabase db, long? seller, AuditQuery query)
    {
        var rows = ImmutableArray.CreateBuilder<AuditRow>();
        AuditPage page;
        do
        {
            page = await db.Audits.List(seller, query);
            Assert.InRange(page.Items.Length, 0, query.Limit);
            rows.AddRange(page.Items);
            query = query with { Cursor = page.NextCursor };
        }
        while (page.NextCursor is not null);
        return rows.ToImmutable();
    }
}
