using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>One user's observer and the badges and pages that listen to it.</summary>
internal sealed class InboxFeed : IInboxObserver, IAsyncDisposable
{
    private readonly IGrainFactory _grains;
    private readonly INotificationsGrain _inbox;
    private readonly IInboxObserver _reference;
    private readonly Action<Exception> _onFailure;
    private readonly ObserverRenewal _renewal;
    private ImmutableArray<Action<int>> _listeners = [];

    public InboxFeed(long user, IGrainFactory grains, TimeProvider time, SiloLosses losses, Action<Exception> onFailure)
    {
        _grains = grains;
        _onFailure = onFailure;
        _inbox = grains.GetGrain<INotificationsGrain>(user);
        _reference = grains.CreateObjectReference<IInboxObserver>(this);
        _renewal = new ObserverRenewal(time, losses, Renew, onFailure);
    }

    /// <summary>As last heard; null while nothing was.</summary>
    public int? Unread { get; private set; }

    public void Add(Action<int> listener) => ImmutableInterlocked.Update(ref _listeners, l => l.Add(listener));

    /// <returns>Whether that was the last one.</returns>
    public bool Remove(Action<int> listener)
    {
        ImmutableInterlocked.Update(ref _listeners, l => l.Remove(listener));
        return _listeners.IsEmpty;
    }

    public Task Changed(int unread)
    {
        Unread = unread;
        foreach (var listener in _listeners) listener(unread);
        return Task.CompletedTask;
    }

    // After every renewal the number is asked for: whatever went missing heals within a minute.
    private async Task Renew()
    {
        await _inbox.Subscribe(_reference);
        await Changed(await _inbox.Unread());
    }

    public async ValueTask DisposeAsync()
    {
        await _renewal.DisposeAsync();
        try
        {
            await _inbox.Unsubscribe(_reference);
        }
        catch (Exception e)
        {
            _onFailure(e);
        }

        _grains.DeleteObjectReference<IInboxObserver>(_reference);
    }
}
