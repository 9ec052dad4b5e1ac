namespace Orders.Tests;

/// <summary>The relay over a consumer that fails, with the clock moved by hand: a cluster of its own, whose time no other test moves.</summary>
public sealed class OutboxGrainTests(OrdersCluster cluster) : IClassFixture<OrdersCluster>
{
    private const OrderConsumer Consumer = OrderConsumer.Inventory;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private IOutboxGrain Relay => cluster.Client.GetGrain<IOutboxGrain>(0);

    private async Task<OrderId> PlacedWithFailures(int times)
    {
        var id = Given.NewId();
        cluster.Stock.FailFor(id, times);
        Assert.Null((await cluster.Order(id).Place(Given.Place(id)).InTime()).Error);
        return id;
    }

    private Task<string> Failed(OrderId id) => cluster.Outbox.Explained(id, 1, Consumer);

    private async Task Later(TimeSpan by)
    {
        cluster.Time.Move(by);
        await Relay.Sweep().InTime();
    }

    private async Task<ParkedEvent?> ParkedOf(OrderId id) =>
        (await Relay.Parked(Given.Admin, OrderLimits.PageSize).InTime()).SingleOrDefault(p => p.Order == id && p.Consumer == Consumer);

    /// <summary>Fails until it is parked.</summary>
    private async Task<OrderId> Parked(int more = 0)
    {
        var id = await PlacedWithFailures(RelayPolicy.MostTries + more);
        await Failed(id);
        for (var i = 1; i < RelayPolicy.MostTries; i++)
        {
            await Later(LongestWait);
            await Failed(id);
        }

        return id;
    }

    [Fact]
    public async Task Sweep_ConsumerFailedSomeTimes_TriesUntilItWorks()
    {
        var id = await PlacedWithFailures(3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Contains("no luck", await Failed(id), StringComparison.Ordinal);
            await Later(LongestWait);
        }

        await cluster.Outbox.Confirmed(id, 1, Consumer);
        Assert.DoesNotContain(cluster.Outbox.Of(id), a => a.Consumer == Consumer);
        Assert.Null(await ParkedOf(id));
    }

    [Fact]
    public async Task Sweep_NotYetDue_PublishesNothing()
    {
        var id = await PlacedWithFailures(1);
        await Failed(id);
        await Relay.Sweep().InTime();
        Assert.Contains(cluster.Outbox.Of(id), a => a.Consumer == Consumer);
        Assert.Equal(1, cluster.Outbox.Tries(id, 1, Consumer));
    }

    [Fact]
    public async Task Sweep_EventThatAlwaysFails_ParkedAfterEightTries()
    {
        var id = await Parked(more: 100);

        var parked = (await ParkedOf(id))!;
        Assert.Equal((1, Consumer, RelayPolicy.MostTries), (parked.Sequence, parked.Consumer, parked.Tries));
        Assert.Contains("no luck", parked.LastError, StringComparison.Ordinal);

        await Later(TimeSpan.FromDays(30));
        Assert.Equal(RelayPolicy.MostTries, (await ParkedOf(id))!.Tries); // left alone
    }

    [Fact]
    public async Task Sweep_OneOrderPoisoned_OthersAndItsOwnLaterEventsGoThrough()
    {
        var poisoned = await Parked(more: 0);
        var other = await PlacedWithFailures(1);
        await Failed(other);

        await cluster.Order(poisoned).Cancel(new CancelOrder(Given.Buyer, "No")).InTime();
        await cluster.Outbox.Confirmed(poisoned, 2, Consumer);
        await Later(LongestWait);
        await cluster.Outbox.Confirmed(other, 1, Consumer);
        Assert.NotNull(await ParkedOf(poisoned));
    }

    [Fact]
    public async Task SendAgain_ParkedEvent_IsDealtWith()
    {
        var id = await Parked();

        Assert.True(await Relay.SendAgain(Given.Admin, id, 1, Consumer).InTime());
        await cluster.Outbox.Confirmed(id, 1, Consumer);
        Assert.Null(await ParkedOf(id));
        Assert.False(await Relay.SendAgain(Given.Admin, id, 1, Consumer).InTime());
    }

    [Fact]
    public async Task SendAgain_FailsAgain_HasAllItsTriesAnew()
    {
        var id = await Parked(more: RelayPolicy.MostTries - 1);
        Assert.True(await Relay.SendAgain(Given.Admin, id, 1, Consumer).InTime());
        for (var i = 1; i < RelayPolicy.MostTries; i++)
        {
            await Failed(id);
            Assert.Null(await ParkedOf(id));
            await Later(LongestWait);
        }

        await cluster.Outbox.Confirmed(id, 1, Consumer); // the eighth works
    }

    [Theory]
    [InlineData(Role.Buyer)]
    [InlineData(Role.Seller)]
    [InlineData(Role.Manager)]
    public async Task ParkedAndSendAgain_NotAnAdmin_SeesAndDoesNothing(Role role)
    {
        var id = await Parked();

        Assert.Empty(await Relay.Parked(Given.Of(role), 100).InTime());
        Assert.False(await Relay.SendAgain(Given.Of(role), id, 1, Consumer).InTime());
        Assert.NotNull(await ParkedOf(id));
    }
}

/// <summary>After an outage: more than a sweep's batch.</summary>
public sealed class OutboxBacklogTests(OrdersCluster cluster) : IClassFixture<OrdersCluster>
{
    [Fact]
    public async Task Sweep_ManyAreDue_AllGoThrough()
    {
        var ids = Enumerable.Range(0, 450).Select(_ => Given.NewId()).ToArray(); // three batches
        foreach (var id in ids)
        {
            cluster.Store.Put(Given.At(OrderStatus.Received, id));
            cluster.Outbox.Add(id, new AwaitedConfirmation(1, OrderConsumer.Inventory), cluster.Time.GetUtcNow());
        }

        await cluster.Client.GetGrain<IOutboxGrain>(0).Sweep().InTime();

        await Task.WhenAll(ids.Select(id => cluster.Outbox.Confirmed(id, 1, OrderConsumer.Inventory)));
    }
}

/// <summary>A silo that starts over an outbox that another left behind.</summary>
public sealed class OutboxStartTests(OrdersCluster cluster) : IClassFixture<OrdersCluster>
{
    [Fact]
    public async Task Start_WhatWasUnderWay_IsPublishedAtOnceAndDoesNotCountAsATry()
    {
        var id = Given.NewId();
        cluster.Store.Put(Given.At(OrderStatus.Received, id));
        cluster.Outbox.Add(id, new AwaitedConfirmation(1, OrderConsumer.Inventory), cluster.Time.GetUtcNow().AddHours(1));

        cluster.Stock.FailFor(id, 1);

        await cluster.Client.GetGrain<IOutboxGrain>(0).Start().InTime();

        Assert.IsType<OrderPlaced>(await cluster.Deliveries.Next(id));
        await cluster.Outbox.Explained(id, 1, OrderConsumer.Inventory);
        Assert.Equal(1, cluster.Outbox.Tries(id, 1, OrderConsumer.Inventory));
    }
}
