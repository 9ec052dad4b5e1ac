using System.Threading.Channels;

namespace Orders.Web;

/// <summary>Why a stream looks again.</summary>
public enum EventHint
{
    /// <summary>Something may have happened.</summary>
    Look,

    /// <summary>Nothing was sent for a while: a sign of life is due.</summary>
    Quiet,

    /// <summary>The caller's token has ended: he has to come back with a new one.</summary>
    End,
}

/// <summary>
/// Wakes a stream: by the live feed of the caller's shop or of the buyer; for admins, who have no feed, every second. However much
/// happens, one hint of each kind waits at most.
/// </summary>
public sealed class EventHints : IDisposable
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AdminPace = TimeSpan.FromSeconds(1);

    private readonly Channel<EventHint> _hints = Channel.CreateUnbounded<EventHint>();
    private readonly List<IDisposable> _sources = [];
    private int _look, _quiet;

    public EventHints(Actor caller, DateTimeOffset? tokenEnd, LiveOrders live, TimeProvider time)
    {
        _sources.Add(time.CreateTimer(_ => Give(EventHint.Quiet, ref _quiet), null, Heartbeat, Heartbeat));
        if (tokenEnd is { } end)
            _sources.Add(time.CreateTimer(_ => _hints.Writer.TryWrite(EventHint.End), null, Left(end - time.GetUtcNow()), Timeout.InfiniteTimeSpan));
        _sources.Add(FeedOf(caller) is { } feed
            ? live.Listen(feed, _ => Give(EventHint.Look, ref _look))
            : time.CreateTimer(_ => Give(EventHint.Look, ref _look), null, AdminPace, AdminPace));
    }

    public async ValueTask<EventHint> Next(CancellationToken stop)
    {
        var hint = await _hints.Reader.ReadAsync(stop);
        if (hint == EventHint.Look) Interlocked.Exchange(ref _look, 0);
        if (hint == EventHint.Quiet) Interlocked.Exchange(ref _quiet, 0);
        return hint;
    }

    public void Dispose()
    {
        foreach (var source in _sources) source.Dispose();
    }

    // Taken before the stream looks: a hint that comes while it does makes it look once more.
    private void Give(EventHint hint, ref int waiting)
    {
        if (Interlocked.Exchange(ref waiting, 1) == 0) _hints.Writer.TryWrite(hint);
    }

    private static TimeSpan Left(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private static FeedKey? FeedOf(Actor caller) => caller switch
    {
        { Role: Role.Buyer } => FeedKey.Buyer(caller.Id),
        { SellerId: { } shop } => FeedKey.Shop(shop),
        _ => null,
    };
}
