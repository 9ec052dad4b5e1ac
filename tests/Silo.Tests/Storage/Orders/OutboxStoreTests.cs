using Xunit;

namespace Orders.Tests.Storage;

public sealed class OutboxStoreTests
{
    private static readonly DateTimeOffset Now = SampleOrders.Start.AddDays(1);
    private static readonly OrderId Order = SampleOrders.Id(1);

    private static async Task<TestDatabase> Placed()
    {
        var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(Order) with
        {
            Awaited = [new(1, OrderConsumer.Inventory), new(1, OrderConsumer.Notification)],
            RelayAt = Now,
        });
        return db;
    }

    private static OutboxEntry Entry(int tries, OrderConsumer consumer = OrderConsumer.Inventory) => new(Order, 1, consumer, tries);

    [Fact]
    public async Task Due_BeforeAndAfterItsTime_OnlyAfter()
    {
        await using var db = await Placed();
        Assert.Empty((await db.Outbox.Due(Now.AddTicks(-1), 10)).ToArray());
        Assert.Equal([Entry(1), Entry(1, OrderConsumer.Notification)], (await db.Outbox.Due(Now, 10)).ToArray());
        Assert.Single(await db.Outbox.Due(Now, 1));
    }

    [Fact]
    public async Task Confirm_One_LeavesTheOthersAndMayBeRepeated()
    {
        await using var db = await Placed();
        await db.Outbox.Confirm(Order, 1, OrderConsumer.Inventory);
        await db.Outbox.Confirm(Order, 1, OrderConsumer.Inventory);
        Assert.Equal([Entry(1, OrderConsumer.Notification)], (await db.Outbox.Due(Now, 10)).ToArray());
    }

    [Fact]
    public async Task Retry_NextTimeThenNone_CountsAndParks()
    {
        await using var db = await Placed();
        await db.Outbox.Retry([new(Entry(1), Now.AddHours(1)), new(Entry(1, OrderConsumer.Notification), Now.AddHours(2))]);
        Assert.Empty((await db.Outbox.Due(Now, 10)).ToArray());
        Assert.Equal([Entry(2)], (await db.Outbox.Due(Now.AddHours(1), 10)).ToArray());

        await db.Outbox.Explain(Order, 1, OrderConsumer.Inventory, "no such thing");
        await db.Outbox.Retry([new(Entry(2), null)]);
        await db.Outbox.Retry([new(Entry(3), Now)]); // by somebody who had read it before: parked stays parked
        var parked = Assert.Single(await db.Outbox.Parked(10));
        Assert.Equal(new ParkedEvent(Order, 1, OrderConsumer.Inventory, Order.PlacedAt, 3, "no such thing"), parked);
    }

    [Fact]
    public async Task Unpark_Parked_IsDueWithoutTries()
    {
        await using var db = await Placed();
        Assert.False(await db.Outbox.Unpark(Order, 1, OrderConsumer.Inventory));
        await db.Outbox.Retry([new(Entry(1), null)]);
        Assert.True(await db.Outbox.Unpark(Order, 1, OrderConsumer.Inventory));
        Assert.Empty(await db.Outbox.Parked(10));
        Assert.Equal(Entry(0), (await db.Outbox.Due(Now, 10))[0]);
    }

    [Fact]
    public async Task MakeDue_AfterAStart_BringsTheFutureForwardAndLeavesParkedAndDueAsTheyAre()
    {
        await using var db = await Placed();
        await db.Outbox.Retry([new(Entry(1), Now.AddDays(1)), new(Entry(1, OrderConsumer.Notification), null)]);
        await db.Outbox.MakeDue(Now);
        Assert.Equal([Entry(1)], (await db.Outbox.Due(Now, 10)).ToArray()); // the try that was under way does not count
        await db.Outbox.MakeDue(Now);
        Assert.Equal([Entry(1)], (await db.Outbox.Due(Now, 10)).ToArray());
        Assert.Single(await db.Outbox.Parked(10));
    }
}
