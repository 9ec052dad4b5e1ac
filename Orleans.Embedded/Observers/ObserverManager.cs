using Microsoft.Extensions.Logging;
using Orleans.Runtime;

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

    public TimeSpan ExpirationDuration { get; set; } = expiration;

    public int Count => _observers.Count;

    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    public void Clear() => _observers.Clear();

    public void ClearExpired()
    {
        var limit = GetDateTime() - ExpirationDuration;
        foreach (var (id, (_, seen)) in _observers.ToArray())
        {
            if (seen < limit) _observers.Remove(id);
        }
    }

    public Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null) =>
        throw new NotSupportedException($"Notify is not supported yet. {log.GetType().Name}");
}
