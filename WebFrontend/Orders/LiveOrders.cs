namespace Orders.Web;

/// <summary>Whose changes: a shop's or a buyer's.</summary>
public readonly record struct FeedKey(bool OfShop, long Id)
{
    public static FeedKey Shop(long sellerId) => new(true, sellerId);

    public static FeedKey Buyer(long buyerId) => new(false, buyerId);
}

/// <summary>
/// The open pages' ears: one observer per feed that somebody looks at, however many pages look, renewed every minute, gone with
/// the last page. What it hands out is a hint; null means that something may have been missed and the page looks again.
/// </summary>
public sealed partial class LiveOrders(IGrainFactory grains, TimeProvider time, SiloLosses losses, ILogger<LiveOrders> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FeedKey, LiveFeed> _feeds = [];

    /// <summary>Listens until disposed. The listener is called on any thread.</summary>
    public IDisposable Listen(FeedKey key, Action<OrderChanged?> listener)
    {
        lock (_gate)
        {
            if (!_feeds.TryGetValue(key, out var feed))
            {
                _feeds[key] = feed = new LiveFeed(key, grains, time, losses, e => LogRenewalFailed(logger, e, key));
            }

            feed.Add(listener);
            return new Subscription(() => Leave(key, listener));
        }
    }

    private void Leave(FeedKey key, Action<OrderChanged?> listener)
    {
        LiveFeed? empty = null;
        lock (_gate)
        {
            if (_feeds.TryGetValue(key, out var feed) && feed.Remove(listener))
            {
                _feeds.Remove(key);
                empty = feed;
            }
        }

        // Nobody waits for it: an observer that is not renewed is forgotten anyway.
        if (empty is not null) _ = empty.DisposeAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        List<LiveFeed> feeds;
        lock (_gate)
        {
            feeds = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (var feed in feeds) await feed.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The feed {Feed} could not be renewed; its pages will catch up when it can.")]
    private static partial void LogRenewalFailed(ILogger logger, Exception exception, FeedKey feed);
}
