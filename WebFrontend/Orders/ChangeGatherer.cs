namespace Orders.Web;

/// <summary>
/// Hands changes to a page at a pace it can follow: the first at once, and what comes while it works, or within a quarter of a
/// second after, together. One call at a time.
/// </summary>
public sealed class ChangeGatherer : IDisposable
{
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private readonly Func<IReadOnlyCollection<OrderChanged>?, Task> _handle;
    private readonly ITimer _timer;
    private List<OrderChanged> _changes = [];
    private bool _all, _busy, _disposed;

    /// <param name="time">Whose quarter second.</param>
    /// <param name="handle">Takes the changes; null: look at everything. Must see to its own failures.</param>
    public ChangeGatherer(TimeProvider time, Func<IReadOnlyCollection<OrderChanged>?, Task> handle)
    {
        _handle = handle;
        _timer = time.CreateTimer(_ => Continue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(OrderChanged? change)
    {
        lock (_gate)
        {
            if (_disposed) return;
            if (change is null) _all = true;
            else _changes.Add(change);
            if (_busy) return;
            _busy = true;
        }

        _ = Run();
    }

    private async Task Run()
    {
        List<OrderChanged>? changes;
        lock (_gate)
        {
            changes = _all ? null : _changes;
            _changes = [];
            _all = false;
        }

        try
        {
            await _handle(changes);
        }
        finally
        {
            lock (_gate)
            {
                if (!_disposed) _timer.Change(Pace, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Continue()
    {
        lock (_gate)
        {
            _busy = !_disposed && (_all || _changes.Count > 0);
            if (!_busy) return;
        }

        _ = Run();
    }

    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _timer.Dispose();
    }
}
