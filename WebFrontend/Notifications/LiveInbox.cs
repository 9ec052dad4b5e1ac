namespace Orders.Web;

/// <summary>
/// The number of unread notifications on every open page: one observer per user, however many pages are open, renewed every
/// minute, gone with the last page.
/// </summary>
public sealed partial class LiveInbox(IGrainFactory grains, TimeProvider time, SiloLosses losses, ILogger<LiveInbox> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, InboxFeed> _feeds = [];

    /// <summary>Listens until disposed. The listener is called on any thread, at once where the number is known.</summary>
    public IDisposable Listen(long user, Action<int> listener)
    {
        int? known;
        lock (_gate)
        {
            if (!_feeds.TryGetValue(user, out var feed))
                _feeds[user] = feed = new InboxFeed(user, grains, time, losses, e => LogRenewalFailed(logger, e, user));
            feed.Add(listener);
            known = feed.Unread;
        }

        if (known is { } unread) listener(unread);
        return new Subscription(() => Leave(user, listener));
    }

    private void Leave(long user, Action<int> listener)
    {
        InboxFeed? empty = null;
        lock (_gate)
        {
            if (_feeds.TryGetValue(user, out var feed) && feed.Remove(listener))
            {
                _feeds.Remove(user);
                empty = feed;
            }
        }

        // Nobody waits for it: an observer that is not renewed is forgotten anyway.
        if (empty is not null) _ = empty.DisposeAsync().AsTask();
    }

    public async ValueTask DisposeAsync()
    {
        List<InboxFeed> feeds;
        lock (_gate)
        {
            feeds = [.. _feeds.Values];
            _feeds.Clear();
        }

        foreach (var feed in feeds) await feed.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox of user {User} could not be listened to; its badges catch up when it can.")]
    private static partial void LogRenewalFailed(ILogger logger, Exception exception, long user);
}
