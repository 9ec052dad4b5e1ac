using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>One feed's observer and its listeners.</summary>
internal sealed class LiveFeed : IOrderFeedObserver, IAsyncDisposable
{
    private readonly IGrainFactory _grains;
    private readonly IOrderFeed _feed;
    private readonly IOrderFeedObserver _reference;
    private readonly Action<Exception> _onFailure;
    private readonly ObserverRenewal _renewal;
    private ImmutableArray<Action<OrderChanged?>> _listeners = [];

    public LiveFeed(FeedKey key, IGrainFactory grains, TimeProvider time, SiloLosses losses, Action<Exception> onFailure)
    {
        _grains = grains;
        _onFailure = onFailure;
        _feed = key.OfShop ? grains.GetGrain<ISellerOrderFeedGrain>(key.Id) : grains.GetGrain<IBuyerOrderFeedGrain>(key.Id);
        _reference = grains.CreateObjectReference<IOrderFeedObserver>(this);
        _renewal = new ObserverRenewal(time, losses, Renew, onFailure);
    }

    public void Add(Action<OrderChanged?> listener) => ImmutableInterlocked.Update(ref _listeners, l => l.Add(listener));

    /// <returns>Whether that was the last one.</returns>
    public bool Remove(Action<OrderChanged?> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, l => l.Remove(listener));
        return _listeners.IsEmpty;
    }

    public Task Changed(OrderChanged change)
    {
        Tell(change);
        return Task.CompletedTask;
    }

    // After every renewal the pages look again: whatever went missing between the feed and here heals within a minute.
    private async Task Renew()
    {
        await _feed.Subscribe(_reference);
        Tell(null);
    }

    private void Tell(OrderChanged? change)
    {
        foreach (var listener in _listeners) listener(change);
    }

    public async ValueTask DisposeAsync()
    {
        await _renewal.DisposeAsync();
        try
        {
            await _feed.Unsubscribe(_reference);
        }
        catch (Exception e)
        {
            _onFailure(e);
        }

        _grains.DeleteObjectReference<IOrderFeedObserver>(_reference);
    }
}
