using Orleans.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>Many orders at once, at random, with callers that come with a stale head: what is stored agrees with what was acknowledged.</summary>
public sealed class OrderLoadTests(ITestOutputHelper output)
{
    private const int Workers = 32;
    private const int StepsPerWorker = 60;

    [Fact]
    public async Task Append_RandomLoad_CountsChainsAndHashesAgree()
    {
        _ = Seed.Random(output, out var seed);
        await using var db = TestDatabase.Open(maxBatch: 16, queueCapacity: 24);
        var acknowledged = (await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => Work(db, new Random(seed + worker), worker)))))
            .SelectMany(orders => orders).ToList();

        foreach (var (id, version) in acknowledged)
        {
            var stored = await db.Orders.Load(id);
            Assert.Equal(version, stored!.Head.Version);
            Assert.Equal(Enumerable.Range(1, (int)version).Select(n => (long)n), stored.Events.Select(e => e.Sequence));
        }

        await BatchTests.CountsAreRight(db);
        Assert.Equal(acknowledged.Sum(order => order.Version), await db.Number("SELECT count(*) FROM order_events"));
        Assert.Equal(acknowledged.Sum(order => order.Version), await db.Number("SELECT max(position) FROM order_events"));
        Assert.Equal(acknowledged.Count, await db.Number("SELECT count(*) FROM order_listing"));
        await HashChainTests.EveryStoredHashIsRight(db);
    }

    private static async Task<List<(OrderId Id, long Version)>> Work(TestDatabase db, Random random, int worker)
    {
        var orders = new List<(OrderHead Head, OrderRow Row)>();
        for (var step = 0; step < StepsPerWorker; step++)
        {
            if (orders.Count == 0 || random.Next(4) == 0)
            {
                var place = SampleOrders.Place(OrderId.Of(SampleOrders.Start.AddSeconds(random.Next(1_000_000)), (worker * 1000) + step), random.Next(5));
                orders.Add((await db.Orders.Append(place), place.Row));
                continue;
            }

            var i = random.Next(orders.Count);
            var (head, row) = orders[i];
            var next = SampleOrders.Step(head, row, (OrderStatus)random.Next(7));
            orders[i] = (await db.Orders.Append(next), next.Row);
            if (random.Next(5) == 0)
                await Assert.ThrowsAsync<InconsistentStateException>(() => db.Orders.Append(SampleOrders.Step(head, row, OrderStatus.Closed)));
        }

        return [.. orders.Select(order => (order.Row.Id, order.Row.Version))];
    }
}
