namespace Orleans.Utilities;

/// <summary>Observers of a grain, by their reference.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log)
    where TObserver : notnull;

/// <summary>Observers of a grain: forgets those that throw, or do not renew their subscription in time.</summary>
public class ObserverManager<TIdentity, TObserver>(TimeSpan expiration, ILogger log)
    where TIdentity : notnull
    where TObserver : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];

    public Func<DateTime> GetDateTime { get; set; } = () => DateTime.UtcNow;

    public int Count => _observers.Count;

    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    public void ClearExpired()
    {
        var limit = GetDateTime() - expiration;
        foreach (var (id, _) in _observers.Where(o => o.Value.LastSeen < limit).ToArray()) _observers.Remove(id);
    }

    /// <summary>Notifies all at once, and ends when each has answered; who fails, or has expired, is dropped.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ClearExpired();
        var notified = _observers.Where(o => predicate is null || predicate(o.Value.Observer)).ToArray();
        await Task.WhenAll(notified.Select(o => NotifyOne(o.Key, o.Value.Observer, notification)));
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        Func<TObserver, Task> ended = o => Outcome.Of(notification, o) is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        Notify(ended, predicate).GetAwaiter().GetResult(); // has ended: nothing in it waits
    }

    private async Task NotifyOne(TIdentity id, TObserver observer, Func<TObserver, Task> notification)
    {
        if (await Outcome.Of(() => notification(observer)) is not { } failure) return;
        SiloLog.ObserverDropped(log, failure, id.ToString());
        if (_observers.TryGetValue(id, out var current) && ReferenceEquals(current.Observer, observer)) _observers.Remove(id);
    }
}
