using Orleans.Concurrency;

namespace Orders;

/// <summary>Hears of changes to the orders of one shop or one buyer. A hint, not a log: whoever missed one looks again by version.</summary>
[Alias("orders.IOrderFeedObserver")]
public interface IOrderFeedObserver : IGrainObserver
{
    /// <summary>One-way: a page that has gone must not hold up the others.</summary>
    [Alias("Changed"), OneWay]
    Task Changed(OrderChanged change);
}

/// <summary>Passes order changes on to open pages. A subscription ends five minutes after its last renewal.</summary>
[Alias("orders.IOrderFeed")]
public interface IOrderFeed : IGrainWithIntegerKey
{
    /// <summary>Subscribes, or renews; to be repeated every minute or two.</summary>
    [Alias("Subscribe")]
    Task Subscribe(IOrderFeedObserver observer);

    [Alias("Unsubscribe")]
    Task Unsubscribe(IOrderFeedObserver observer);
}

/// <summary>The changes of one shop's orders; the key is the shop's id.</summary>
[Alias("orders.ISellerOrderFeedGrain")]
public interface ISellerOrderFeedGrain : IOrderFeed;

/// <summary>The changes of one buyer's orders; the key is the buyer's id.</summary>
[Alias("orders.IBuyerOrderFeedGrain")]
public interface IBuyerOrderFeedGrain : IOrderFeed;
