using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class EscalationStoreTests
{
    private static readonly DateTimeOffset Now = SampleOrders.Start.AddDays(1);

    private static async Task<OrderId> Add(TestDatabase db, int n, long seller, OrderStatus to, DateTimeOffset? dueAt)
    {
        var place = SampleOrders.Place(SampleOrders.Id(n), seller);
        var head = await db.Orders.Append(place);
        await db.Orders.Append(SampleOrders.Step(head, place.Row, to, dueAt: dueAt));
        return place.Row.Id;
    }

    [Fact]
    public async Task Due_InBatches_EveryDueOrderOfTheShareOnceOldestFirst()
    {
        await using var db = TestDatabase.Open();
        var store = new EscalationStore(db.Database);
        var expected = new List<(DateTimeOffset, long, OrderId)>();
        for (var n = 0; n < 60; n++)
        {
            // Few different times, so that shop and id have to decide; two shops of the same share, one of another.
            var (seller, due) = (n % 3 == 2 ? 2L : 1 + (n % 3 * EscalationShares.Count), Now.AddMinutes(-(n % 4)));
            var id = await Add(db, n, seller, OrderStatus.Preparing, n % 5 == 4 ? Now.AddMinutes(1) : due);
            if (n % 5 != 4 && seller != 2) expected.Add((due, seller, id));
        }

        var found = new List<DueOrder>();
        for (DueOrder? last = null; ; last = found[^1])
        {
            var batch = await store.Due(1, Now, last, 7);
            found.AddRange(batch);
            if (batch.Length < 7) break;
        }

        Assert.Equal(expected.Order(), found.Select(d => (d.DueAt, d.SellerId, d.Id)));
    }

    [Fact]
    public async Task Reschedule_StaleHead_IsRefusedAndTheDeadlineStays()
    {
        await using var db = TestDatabase.Open();
        var id = await Add(db, 1, 1, OrderStatus.Preparing, Now);
        var stored = (await db.Orders.Load(id))!;

        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => db.Orders.Reschedule(id, stored.Head with { Version = 1 }, null));
        Assert.Equal(Now, (await db.Orders.Load(id))!.DueAt);

        await db.Orders.Reschedule(id, stored.Head, Now.AddHours(1));
        Assert.Equal((Now.AddHours(1), stored.Head.Version), ((await db.Orders.Load(id))!.DueAt!.Value, (await db.Orders.Load(id))!.Head.Version));
    }

    [Fact]
    public async Task Open_OneShop_WhatHasNotEndedInOrderOfIds()
    {
        await using var db = TestDatabase.Open();
        var store = new EscalationStore(db.Database);
        var open = await Add(db, 1, 1, OrderStatus.Delivered, null);
        await Add(db, 2, 1, OrderStatus.Closed, null);
        await Add(db, 3, 2, OrderStatus.Preparing, null);
        var later = await Add(db, 4, 1, OrderStatus.Preparing, null);

        Assert.Equal([open, later], (await store.Open(1, default, 10)).AsEnumerable());
        Assert.Equal([later], (await store.Open(1, open, 10)).AsEnumerable());
    }

    [Fact]
    public async Task Recent_OneShop_WhatMovedItsOrdersInOrder()
    {
        await using var db = TestDatabase.Open();
        var store = new EscalationStore(db.Database);
        var first = await Add(db, 1, 1, OrderStatus.Preparing, null);
        await Add(db, 2, 2, OrderStatus.Preparing, null);
        var last = await Add(db, 3, 1, OrderStatus.Cancelled, null);

        Assert.Equal([first, last], (await store.Recent(1, SampleOrders.Start, 10)).Select(h => h.Order));
        Assert.Equal([last], (await store.Recent(1, SampleOrders.Start, 1)).Select(h => h.Order));
        Assert.Empty(await store.Recent(1, Now, 10));
    }
}
