using System.Collections.Concurrent;

namespace Orders.Web;

/// <summary>Counts open event streams: one account may hold only so many, since each is a connection and asks the database.</summary>
public sealed class EventStreams
{
    public const int MostPerAccount = 20;
    public const string RetryAfterSeconds = "15";

    private readonly ConcurrentDictionary<long, int> _open = new();

    /// <returns>To be disposed when the stream ends; null: the account has too many.</returns>
    public IDisposable? Enter(long account)
    {
        if (_open.AddOrUpdate(account, 1, (_, count) => count + 1) <= MostPerAccount) return new Subscription(() => Leave(account));
        Leave(account);
        return null;
    }

    private void Leave(long account)
    {
        if (_open.AddOrUpdate(account, 0, (_, count) => count - 1) == 0) _open.TryRemove(KeyValuePair.Create(account, 0));
    }
}
