using System.Threading.Channels;

namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class OrderStreamTests(OrdersCluster cluster)
{
    private sealed class Page : IOrderFeedObserver
    {
        private readonly Channel<OrderChanged> _changes = Channel.CreateUnbounded<OrderChanged>();

        public Task Changed(OrderChanged change)
        {
            _changes.Writer.TryWrite(change);
            return Task.CompletedTask;
        }

        public Task<OrderChanged> Next() => _changes.Reader.ReadAsync().AsTask().InTime();

        public int Waiting => _changes.Reader.Count;
    }

    private static PlaceOrder PlaceOf(OrderId id, long buyer, long seller) => new(
        new Actor(Role.Buyer, buyer, "B"), "place",
        Given.Details(id) with { SellerId = seller, Buyer = new Buyer(buyer, "B", "b@example.org") });

    [Fact]
    public async Task Commands_AfterTheCommit_EventsGoToTheOrdersStream()
    {
        var id = Given.NewId();
        await cluster.Order(id).Place(Given.Place(id)).InTime();
        await cluster.Order(id).Cancel(new CancelOrder(Given.Buyer, "No")).InTime();

        Assert.IsType<OrderPlaced>(await cluster.Deliveries.Next(id));
        Assert.Equal("No", Assert.IsType<OrderCancelled>(await cluster.Deliveries.Next(id)).Reason);
    }

    [Fact]
    public async Task Feeds_OfBothSides_HearOfTheirOrdersOnly()
    {
        var (buyer, seller, otherBuyer, otherSeller) =
            (OrdersCluster.NewPerson(), OrdersCluster.NewPerson(), OrdersCluster.NewPerson(), OrdersCluster.NewPerson());
        var (buyerPage, sellerPage) = (new Page(), new Page());
        var buyerReference = cluster.Client.CreateObjectReference<IOrderFeedObserver>(buyerPage);
        var sellerReference = cluster.Client.CreateObjectReference<IOrderFeedObserver>(sellerPage);
        await cluster.Client.GetGrain<IBuyerOrderFeedGrain>(buyer).Subscribe(buyerReference).InTime();
        await cluster.Client.GetGrain<ISellerOrderFeedGrain>(seller).Subscribe(sellerReference).InTime();

        var foreign = Given.NewId();
        await cluster.Order(foreign).Place(PlaceOf(foreign, otherBuyer, otherSeller)).InTime();
        var id = Given.NewId();
        await cluster.Order(id).Place(PlaceOf(id, buyer, seller)).InTime();

        var expected = new OrderChanged(id, 1, OrderStatus.Received, seller, buyer);
        Assert.Equal(expected, await buyerPage.Next());
        Assert.Equal(expected, await sellerPage.Next());
        GC.KeepAlive((buyerReference, sellerReference));
    }

    [Fact]
    public async Task Unsubscribe_APageThatWasClosed_HearsNothingMore()
    {
        var (buyer, seller) = (OrdersCluster.NewPerson(), OrdersCluster.NewPerson());
        var (closed, open) = (new Page(), new Page());
        var feed = cluster.Client.GetGrain<ISellerOrderFeedGrain>(seller);
        var closedReference = cluster.Client.CreateObjectReference<IOrderFeedObserver>(closed);
        var openReference = cluster.Client.CreateObjectReference<IOrderFeedObserver>(open);
        await feed.Subscribe(closedReference).InTime();
        await feed.Subscribe(openReference).InTime();
        await feed.Unsubscribe(closedReference).InTime();

        var id = Given.NewId();
        await cluster.Order(id).Place(PlaceOf(id, buyer, seller)).InTime();

        Assert.Equal(1, (await open.Next()).Version);
        Assert.Equal(0, closed.Waiting);
        GC.KeepAlive((closedReference, openReference));
    }

    [Fact]
    public async Task Subscribe_NotRenewedForFiveMinutes_Ends()
    {
        var (buyer, seller) = (OrdersCluster.NewPerson(), OrdersCluster.NewPerson());
        var (stale, fresh) = (new Page(), new Page());
        var feed = cluster.Client.GetGrain<ISellerOrderFeedGrain>(seller);
        var staleReference = cluster.Client.CreateObjectReference<IOrderFeedObserver>(stale);
        var freshReference = cluster.Client.CreateObjectReference<IOrderFeedObserver>(fresh);
        await feed.Subscribe(staleReference).InTime();
        cluster.Time.Move(TimeSpan.FromMinutes(6));
        await feed.Subscribe(freshReference).InTime();

        var id = Given.NewId();
        await cluster.Order(id).Place(PlaceOf(id, buyer, seller)).InTime();

        Assert.Equal(id, (await fresh.Next()).Id);
        Assert.Equal(0, stale.Waiting);
        GC.KeepAlive((staleReference, freshReference));
    }
}
