using Orders.Storage;
using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class BatchTests
{
    [Fact]
    public async Task Append_OneConflictInABatch_LeavesTheOthersAndTheChainWhole()
    {
        await using var db = TestDatabase.Open();
        var places = Enumerable.Range(1, 30).Select(n => SampleOrders.Place(SampleOrders.Id(n), sellerId: n % 3)).ToList();
        var heads = await Task.WhenAll(places.Select(db.Orders.Append));
        var hold = Hold(db, out var held);

        var steps = places.Select((place, i) => SampleOrders.Step(i == 13 ? heads[i] with { Version = 1, Position = 999 } : heads[i], place.Row, OrderStatus.Preparing));
        var appends = steps.Select(db.Orders.Append).ToList();
        hold.Set();
        await held;

        for (var i = 0; i < appends.Count; i++)
        {
            if (i == 13) await Assert.ThrowsAsync<InconsistentStateException>(() => appends[i]);
            else Assert.Equal(2, (await appends[i]).Version);
        }

        Assert.Equal(59, await db.Number("SELECT max(position) FROM order_events"));
        Assert.Equal(59, await db.Number("SELECT count(*) FROM order_events"));
        Assert.Single((await db.Orders.Load(places[13].Row.Id))!.Events);
        await CountsAreRight(db);
    }

    [Fact]
    public async Task Append_SameOrderTwiceInABatch_OneWins()
    {
        await using var db = TestDatabase.Open();
        var place = SampleOrders.Place(SampleOrders.Id(1));
        var head = await db.Orders.Append(place);
        var hold = Hold(db, out var held);
        var one = db.Orders.Append(SampleOrders.Step(head, place.Row, OrderStatus.Preparing));
        var two = db.Orders.Append(SampleOrders.Step(head, place.Row, OrderStatus.Cancelled));
        hold.Set();
        await held;

        Assert.Equal(2, (await one).Version);
        await Assert.ThrowsAsync<InconsistentStateException>(() => two);
        Assert.Equal(2, (await db.Orders.Load(place.Row.Id))!.Events.Length);
    }

    [Fact]
    public async Task Append_BesideAWriteThatBreaks_GetsPositionsWithoutAGapAndRightCounts()
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        var hold = Hold(db, out var held);
        var before = db.Orders.Append(SampleOrders.Place(SampleOrders.Id(2)));
        var broken = db.Database.Write(new RecordingWrite<bool>(_ => throw new InvalidOperationException("a bug")));
        var after = db.Orders.Append(SampleOrders.Place(SampleOrders.Id(3)));
        hold.Set();
        await held;

        Assert.Equal((2, 3), ((await before).Position, (await after).Position));
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken);
        await CountsAreRight(db);
    }

    internal static async Task CountsAreRight(TestDatabase db)
    {
        Assert.Equal(0, await db.Number("""
            SELECT count(*) FROM (
                SELECT seller_id, status, n FROM order_counts WHERE n <> 0
                EXCEPT SELECT seller_id, status, count(*) FROM orders GROUP BY seller_id, status) AS wrong
            """));
        Assert.Equal(await db.Number("SELECT count(*) FROM orders"), await db.Number("SELECT CAST(sum(n) AS BIGINT) FROM order_counts"));
    }

    /// <summary>Holds the writer, so that what is sent meanwhile is one batch.</summary>
    internal static ManualResetEventSlim Hold(TestDatabase db, out Task held)
    {
        var release = new ManualResetEventSlim();
        var entered = new ManualResetEventSlim();
        held = db.Database.Write(new RecordingWrite<bool>(_ =>
        {
            entered.Set();
            release.Wait();
            return true;
        }));
        entered.Wait();
        return release;
    }
}
