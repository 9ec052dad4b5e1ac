using System.Collections.Immutable;

namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class EscalationGrainTests(OrdersCluster cluster)
{
    private readonly long _shop = OrdersCluster.NewPerson();

    private Actor Manager => new(Role.Manager, 1, "M. Manager", _shop);

    private IEscalationPolicyGrain Policy => cluster.Client.GetGrain<IEscalationPolicyGrain>(_shop);

    private IEscalationGrain Share => cluster.Client.GetGrain<IEscalationGrain>(EscalationShares.Of(_shop));

    private static EscalationPolicy Of(params ImmutableArray<EscalationStep> steps) => EscalationPolicy.Default with { Steps = steps };

    private static EscalationStep Received(double hours, EscalationAction action) => new(OrderStatus.Received, TimeSpan.FromHours(hours), action, true);

    private async Task<OrderId> Place(long? shop = null)
    {
        var id = OrderId.New(cluster.Time.GetUtcNow());
        var details = Given.Details(id) with { SellerId = shop ?? _shop };
        Assert.Null((await cluster.Order(id).Place(new PlaceOrder(Given.Buyer, "place", details)).InTime()).Error);
        return id;
    }

    /// <summary>The policy's grain has its orders look again.</summary>
    private Task Remind() => Policy.AsReference<IRemindable>().ReceiveReminder("reschedule", default).InTime();

    private async Task<OrderView> Look(OrderId id) => (await cluster.Order(id).Get(Manager).InTime())!;

    [Fact]
    public async Task Tick_StepsFallDue_TheOrderTakesEachOnce()
    {
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Remind), Received(2, EscalationAction.Overdue), Received(3, EscalationAction.Cancel))).InTime();
        var id = await Place();
        Assert.Equal(id.PlacedAt.AddHours(1), (await Look(id)).DueAt);

        cluster.Time.Move(TimeSpan.FromHours(1.5));
        await Share.Tick().InTime();
        await Share.Tick().InTime();
        Assert.Equal((1, 2L, id.PlacedAt.AddHours(2)), ((await Look(id)).EscalationLevel, (await Look(id)).Version, (await Look(id)).DueAt));

        cluster.Time.Move(TimeSpan.FromHours(1));
        await Share.Tick().InTime();
        Assert.Equal(2, (await Look(id)).EscalationLevel);

        cluster.Time.Move(TimeSpan.FromHours(1));
        await Share.Tick().InTime();
        await Share.Tick().InTime();
        var order = await Look(id);
        Assert.Equal((OrderStatus.Cancelled, 4L, null), (order.Status, order.Version, order.DueAt));
        Assert.Equal(["placed", "escalated", "escalated", "cancelled"], order.History.Select(h => h.Type));
        Assert.Contains("received for 3 hours", order.History[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escalate_ManyAtOnceAndTooEarly_OnceAndOnlyWhenItIsDue()
    {
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Overdue))).InTime();
        var id = await Place();
        Assert.False(await cluster.Order(id).Escalate(inDigest: false).InTime());

        cluster.Time.Move(TimeSpan.FromHours(1));
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => cluster.Order(id).Escalate(inDigest: false))).InTime();

        Assert.Single(taken, t => t);
        Assert.Equal(2, (await Look(id)).Version);
    }

    [Fact]
    public async Task Set_AnotherPolicy_OpenOrdersGetTheirNewDeadlines()
    {
        var id = await Place();
        Assert.Equal(id.PlacedAt.AddHours(4), (await Look(id)).DueAt); // the default policy

        await Policy.Set(Manager, Of(Received(30, EscalationAction.Overdue))).InTime();
        cluster.Time.Move(TimeSpan.FromSeconds(10));
        await Remind();

        Assert.Equal((id.PlacedAt.AddHours(30), 1L), ((await Look(id)).DueAt, (await Look(id)).Version));
    }

    [Fact]
    public async Task Set_NoStepsAnyMore_OpenOrdersHaveNoDeadline()
    {
        var id = await Place();
        await Policy.Set(Manager, Of()).InTime();
        cluster.Time.Move(TimeSpan.FromHours(100));
        await Remind();
        await Share.Tick().InTime();

        Assert.Equal((null, 0), ((await Look(id)).DueAt, (await Look(id)).EscalationLevel));
    }

    [Fact]
    public async Task Tick_AnOrderThatCannotBeWritten_HoldsUpNoOther()
    {
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Overdue))).InTime();
        var (first, second) = (await Place(), await Place());
        cluster.Store.BeforeAppend(first, () => throw new StorageUnavailableException("The disk is full."));
        cluster.Time.Move(TimeSpan.FromHours(2));

        await Share.Tick().InTime();
        Assert.Equal((0, 2), ((await Look(first)).EscalationLevel, (await Look(second)).EscalationLevel));

        await Share.Tick().InTime();
        Assert.Equal(2, (await Look(first)).EscalationLevel);
    }

    [Fact]
    public async Task Hold_ThenTheHoldEnds_EscalatedThen()
    {
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Overdue))).InTime();
        var id = await Place();
        var until = id.PlacedAt.AddHours(5);
        var held = (await cluster.Order(id).Hold(new HoldOrder(Manager, until, "The buyer is on holiday.")).InTime()).Order!;
        Assert.Equal((until, until), (held.DueAt, held.HeldUntil));

        cluster.Time.Move(TimeSpan.FromHours(4));
        await Share.Tick().InTime();
        Assert.Equal(0, (await Look(id)).EscalationLevel);

        cluster.Time.Move(TimeSpan.FromHours(1.5));
        await Share.Tick().InTime();
        Assert.Equal(2, (await Look(id)).EscalationLevel);
    }

    [Fact]
    public async Task Set_NotOfTheShop_NotFoundAndNothingChanges()
    {
        var result = await Policy.Set(new Actor(Role.Seller, 2, "T. Seller", _shop + 1), Of()).InTime();

        Assert.IsType<OrderNotFound>(result.Error);
        Assert.NotEmpty((await Policy.Get().InTime()).Steps);
    }

    [Fact]
    public async Task Set_WhatCannotBe_NamesTheField()
    {
        var result = await Policy.Set(Manager, EscalationPolicy.Default with { TimeZone = "Nowhere" }).InTime();

        Assert.Equal("timeZone", Assert.IsType<InvalidField>(result.Error).Field);
    }

    [Fact]
    public async Task Tick_AFloodInOneMinute_AFewOneByOneAndTheRestInOneDigest()
    {
        const int orders = EscalationAllowance.PerMinute + 30;
        var person = cluster.Staff.Add(_shop);
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Overdue))).InTime();
        for (var i = 0; i < orders; i++) await Place();
        cluster.Time.Move(TimeSpan.FromHours(1));

        await Share.Tick().InTime();
        await cluster.Notifications.Until(() => Overdue(person).Count() == EscalationAllowance.PerMinute + 1).InTime();

        var digest = Assert.Single(Overdue(person), n => n.OrderId is null);
        Assert.StartsWith("30 more orders", digest.Title, StringComparison.Ordinal);
        await Share.Tick().InTime();
        Assert.Equal(EscalationAllowance.PerMinute + 1, Overdue(person).Count());
    }

    [Fact]
    public async Task Tick_OrdersThatAreNotDueAfterAll_NoDigestOfThem()
    {
        var person = cluster.Staff.Add(_shop);
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Overdue))).InTime();
        for (var i = 0; i < EscalationAllowance.PerMinute + 10; i++) await Place();
        await Policy.Set(Manager, Of()).InTime(); // their rows still say when they would have been due
        cluster.Time.Move(TimeSpan.FromHours(1));

        Assert.Equal(0, await Share.Tick().InTime());
        await Policy.Set(Manager, Of(Received(1, EscalationAction.Overdue))).InTime();
        var last = await Place();
        cluster.Time.Move(TimeSpan.FromHours(1));
        Assert.Equal(1, await Share.Tick().InTime());
        await cluster.Notifications.Until(() => Overdue(person).Any(n => n.OrderId == last)).InTime();
        Assert.DoesNotContain(Overdue(person), n => n.OrderId is null);
    }

    [Fact]
    public async Task Tick_OneShopsPeopleCannotBeTold_TheOthersAreAndLaterTheyToo()
    {
        var other = _shop + (EscalationShares.Count * 1_000); // the same share
        var (ours, theirs) = (cluster.Staff.Add(_shop), cluster.Staff.Add(other));
        foreach (var shop in new[] { _shop, other })
        {
            await cluster.Client.GetGrain<IEscalationPolicyGrain>(shop).Set(new Actor(Role.Manager, 1, "M. Manager", shop), Of(Received(1, EscalationAction.Overdue))).InTime();
            for (var i = 0; i < EscalationAllowance.PerMinute + 2; i++) await Place(shop);
        }

        cluster.Time.Move(TimeSpan.FromHours(1));
        cluster.Notifications.BeforeAdd(ours.Id, Faults.Throw); // whichever notice comes first
        await Share.Tick().InTime();
        await Share.Tick().InTime();
        await cluster.Notifications.Until(() => Overdue(ours).Any(n => n.OrderId is null) && Overdue(theirs).Any(n => n.OrderId is null)).InTime();

        foreach (var person in new[] { ours, theirs })
            Assert.StartsWith("2 more orders", Assert.Single(Overdue(person), n => n.OrderId is null).Title, StringComparison.Ordinal);
    }

    private IEnumerable<Notification> Overdue(Recipient person) =>
        cluster.Notifications.InboxOf(person.Id).Where(n => n.Event == NotificationEvent.OrderOverdue);
}
