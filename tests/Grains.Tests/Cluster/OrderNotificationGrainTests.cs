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

    [Fact]
    public async Task Advance_ByTheSeller_TheBuyerIsToldAndHeHimselfIsNot()
    {
        var seller = cluster.Staff.Add(_shop);
        await Place();
        await Told(1);
        await cluster.Order(_id).Advance(new AdvanceOrder(new Actor(Role.Seller, seller.Id, seller.Name, _shop), OrderStatus.Preparing)).InTime();
        await Told(2);

        Assert.Equal(["OrderReceived 1", "OrderPreparing 2"], InboxOf(_buyer));
        Assert.Equal(["OrderReceived 1"], InboxOf(seller.Id));
        Assert.Contains(cluster.Notifications.EntriesOf(seller.Id), e => e is { Webhook: true, InApp: false, MailAt: null });
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
        cluster.Notifications.BeforeAdd(seller.Id, Faults.Throw);
        await Place();
        await cluster.Outbox.Explained(_id, 1, OrderConsumer.Notification);
        Assert.Equal((1, 0, 1), (InboxOf(_buyer).Length, InboxOf(seller.Id).Length, InboxOf(manager.Id).Length));

        await cluster.Order(_id).Republish([1]).InTime();
        await Told(1);

        Assert.All([_buyer, seller.Id, manager.Id], user => Assert.Single(InboxOf(user)));
    }
}
