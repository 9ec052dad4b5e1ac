using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;
using Orleans.Utilities;

namespace Orders;

/// <summary>
/// Passes what comes down its stream on to whoever watches. It remembers nothing: after a restart the pages renew. Where
/// nobody watches it goes soon: a busy day has more buyers than should stay in memory. Renewals keep it.
/// </summary>
[CollectionAgeLimit("00:03:00")]
public abstract class OrderFeedGrain : Grain, IOrderFeed, IStreamSubscriptionObserver, IAsyncObserver<OrderChanged>
{
    private readonly ObserverManager<IOrderFeedObserver> _observers;
    private readonly ILogger _logger;

    protected OrderFeedGrain(TimeProvider time, ILogger logger)
    {
        _logger = logger;
        _observers = new ObserverManager<IOrderFeedObserver>(TimeSpan.FromMinutes(5), logger)
        {
            GetDateTime = () => time.GetUtcNow().UtcDateTime,
        };
    }

    public Task Subscribe(IOrderFeedObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IOrderFeedObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<OrderChanged>().ResumeAsync(this);

    public Task OnNextAsync(OrderChanged item, StreamSequenceToken? token = null) =>
        _observers.Count == 0 ? Task.CompletedTask : _observers.Notify(o => o.Changed(item));

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex)
    {
        FeedLog.DeliveryFailed(_logger, ex, this.GetPrimaryKeyLong());
        return Task.CompletedTask;
    }
}

[ImplicitStreamSubscription(OrderStreams.SellerOrders)]
public sealed class SellerOrderFeedGrain(TimeProvider time, ILogger<SellerOrderFeedGrain> logger)
    : OrderFeedGrain(time, logger), ISellerOrderFeedGrain;

[ImplicitStreamSubscription(OrderStreams.BuyerOrders)]
public sealed class BuyerOrderFeedGrain(TimeProvider time, ILogger<BuyerOrderFeedGrain> logger)
    : OrderFeedGrain(time, logger), IBuyerOrderFeedGrain;
