namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class OrderNotificationGrainTests(OrdersCluster cluster)
{
    private readonly long _shop = OrdersCluster.NewPerson();
    private readonly long _buyer = OrdersCluster.NewPerson();
    private readonly OrderId _id = Given.NewId();

    private Actor Buyer => new(Role.Buyer, _buyer, "B");

    private async Task Place() => Assert.Null((await cluster.Order(_id).Place(new PlaceOrder(Buyer, "place", Given.Details(_id) with
    {
        SellerId = _shop,
        Buyer = new Buyer(_buyer, "B", $"{_buyer}@example.org"),
    })).InTime()).Error);

    private Task Told(long sequence) => cluster.Outbox.Confirmed(_id, sequence, OrderConsumer.Notification);

    private string[] InboxOf(long user) => [.. cluster.Notifications.InboxOf(user).Select(n => $"{n.Event} {n.Sequence}")];

    [Fact]
    public async Task Place_AnOrder_BuyerAndStaffAreTold()
    {
        var (seller, manager) = (cluster.Staff.Add(_shop), cluster.Staff.Add(_shop, Role.Manager));
        await Place();
        await Told(1);

        Assert.All([_buyer, seller.Id, manager.Id], user => Assert.Equal(["OrderReceived 1"], InboxOf(user)));
        Assert.Equal([$"{_buyer}@example.org"], cluster.Notifications.MailsOf(_buyer).Select(m => m.Recipient.Email));
    }

    private async Task Advance(Recipient seller, OrderStatus to)
    {
        var version = (await cluster.Order(_id).Advance(new AdvanceOrder(ActorOf(seller), to)).InTime()).Order!.Version;
        await Told(version);
    }

    private Actor ActorOf(Recipient seller) => new(Role.Seller, seller.Id, seller.Name, _shop);

    private IWebhooksGrain Webhooks => cluster.Client.GetGrain<IWebhooksGrain>(_shop);

    private async Task<long> Listen(Recipient seller) =>
        (await Webhooks.Add(ActorOf(seller), "https://hooks.example/orders", null).InTime()).Webhook!.Id;

    [Fact]
    public async Task Advance_ByTheSeller_TheBuyerIsToldAndHeHimselfIsNotButHisProgramIs()
    {
        var seller = cluster.Staff.Add(_shop);
        var endpoint = await Listen(seller);
        await Place();
        await Told(1);
        await Advance(seller, OrderStatus.Preparing);

        Assert.Equal(["OrderReceived 1", "OrderPreparing 2"], InboxOf(_buyer));
        Assert.Equal(["OrderReceived 1"], InboxOf(seller.Id));
        var last = cluster.Notifications.EntriesOf(seller.Id)[^1];
        Assert.Equal((2, false, null), (last.Notice.Sequence, last.InApp, last.MailAt));
        Assert.Equal([endpoint], last.Webhooks.ToArray());
    }

    [Fact]
    public async Task Advance_NothingForTheSeller_NothingIsWrittenForHim()
    {
        var seller = cluster.Staff.Add(_shop);
        await Place();
        await Told(1);
        await Advance(seller, OrderStatus.Preparing);

        Assert.Single(cluster.Notifications.EntriesOf(seller.Id));
    }

    [Fact]
    public async Task Advance_EndpointsComeAndGo_TheNextEventKnows()
    {
        var (seller, other) = (cluster.Staff.Add(_shop), cluster.Staff.Add(_shop));
        await Place();
        await Told(1);
        var (first, second) = (await Listen(seller), await Listen(other));
        await Advance(seller, OrderStatus.Preparing);
        Assert.True(await Webhooks.Remove(ActorOf(seller), first).InTime());
        await Advance(seller, OrderStatus.Prepared);

        Assert.Equal([[], [first]], cluster.Notifications.EntriesOf(seller.Id).Select(e => e.Webhooks.ToArray()));
        Assert.Equal([[], [second], [second]], cluster.Notifications.EntriesOf(other.Id).Select(e => e.Webhooks.ToArray()));
    }

    [Fact]
    public async Task Handle_AllAreTold_OneWriteConfirmsToo()
    {
        cluster.Staff.Add(_shop);
        var gate = new Gate();
        cluster.Notifications.BeforeAdd(_buyer, gate.Pass);
        await Place();
        await gate.Reached;
        Assert.Contains(new AwaitedConfirmation(1, OrderConsumer.Notification), cluster.Outbox.Of(_id));

        gate.Open();
        await Told(1);

        Assert.Equal(0, cluster.Outbox.AloneConfirmed(_id, 1, OrderConsumer.Notification));
    }

    [Fact]
    public async Task Republish_EventsThatWereTold_NobodyIsToldTwice()
    {
        var seller = cluster.Staff.Add(_shop);
        await Place();
        await Told(1);
        await cluster.Order(_id).Cancel(new CancelOrder(Buyer, "No")).InTime();
        await Told(2);
        var asked = cluster.Notifications.EntriesOf(_buyer).Length;

        await cluster.Order(_id).Republish([1, 2]).InTime();
        await cluster.Notifications.Until(() => cluster.Notifications.EntriesOf(_buyer).Length == asked + 2
            && cluster.Notifications.EntriesOf(seller.Id).Length == asked + 2);

        Assert.Equal(["OrderReceived 1", "OrderCancelled 2"], InboxOf(_buyer));
        Assert.Equal(["OrderReceived 1", "OrderCancelled 2"], InboxOf(seller.Id));
        Assert.Equal(2, cluster.Notifications.MailsOf(_buyer).Length);
        Assert.Equal(2, cluster.Notifications.MailsOf(seller.Id).Length);
    }

    [Fact]
    public async Task Handle_OnePersonCannotBeTold_TheOthersAreAndTheEventComesAgain()
    {
        var (seller, manager) = (cluster.Staff.Add(_shop), cluster.Staff.Add(_shop, Role.Manager));
        cluster.Notifications.BeforeAdd(seller.Id, () =>
        {
            cluster.Notifications.BeforeAdd(seller.Id, Faults.Throw); // together with the others, and then alone
            return Faults.Throw();
        });
        await Place();
        await cluster.Outbox.Explained(_id, 1, OrderConsumer.Notification);
        Assert.Equal((1, 0, 1), (InboxOf(_buyer).Length, InboxOf(seller.Id).Length, InboxOf(manager.Id).Length));

        await cluster.Order(_id).Republish([1]).InTime();
        await Told(1);

        Assert.All([_buyer, seller.Id, manager.Id], user => Assert.Single(InboxOf(user)));
    }
}
