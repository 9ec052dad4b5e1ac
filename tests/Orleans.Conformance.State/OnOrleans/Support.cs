using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Orleans.Conformance;

/// <summary>What happened, in order; a test waits for the n-th entry instead of sleeping.</summary>
public sealed class Journal
{
    private static readonly ConcurrentDictionary<string, Journal> All = new();
    private readonly List<string> _entries = [];
    private readonly List<(Func<List<string>, bool> Met, TaskCompletionSource Source)> _waiters = [];

    public static Journal For(string name) => All.GetOrAdd(name, _ => new Journal());

    public string[] Entries { get { lock (_entries) { return [.. _entries]; } } }

    public int Count(string entry) => Entries.Count(e => e == entry);

    public void Add(string entry)
    {
        lock (_entries)
        {
            _entries.Add(entry);
            foreach (var (met, source) in _waiters)
            {
                if (met(_entries)) source.TrySetResult();
            }
        }
    }

    public Task<string[]> AtLeast(int count) => Until(e => e.Count >= count, $"{count} entries");

    public Task<string[]> Has(string entry, int times = 1) => Until(e => e.Count(x => x == entry) >= times, $"{times} x '{entry}'");

    private async Task<string[]> Until(Func<List<string>, bool> met, string what)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_entries)
        {
            if (met(_entries)) return [.. _entries];
            _waiters.Add((met, source));
        }

        try
        {
            await source.Task.WaitAsync(Limits.Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"waited for {what}; the journal has: [{string.Join(", ", Entries)}]");
        }

        return Entries;
    }
}

/// <summary>A named door that a test opens; whoever awaits it is inside a grain, a storage or a filter.</summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> All = new();
    private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Gate For(string name) => All.GetOrAdd(name, _ => new Gate());

    public Task Opened => _source.Task;

    public void Open() => _source.TrySetResult();
}

public static class Limits
{
    /// <summary>How long a test waits for something that must happen, before it fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task InTime(this Task task) => task.WaitAsync(Patience);

    /// <summary>
    /// Polls. Only for what a test cannot be told of: a condition inside the engine that no grain, storage or filter sees.
    /// </summary>
    public static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        var until = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            if (DateTime.UtcNow > until) throw new TimeoutException(what);
            await Task.Delay(10);
        }
    }
}

public static class Unique
{
    public static string Key([CallerMemberName] string test = "") => $"{test}-{Guid.NewGuid():N}";
}

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private static bool _seenArmed;
    private static bool _missedArmed;
    private readonly object _lock = new();
    private readonly List<ManualTimer> _active = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Source)> _awaited = [];
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _firing, _asked;

    /// <summary>
    /// Orleans 10.4.2 waits for a moment that is no whole millisecond by a timer, which is cut to one, and then asks the clock until the
    /// rest has passed. Whoever asks so often in one tick is given the rest, a microsecond at a time; the clock is right again at the end of the advance.
    /// </summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            if (_firing == Environment.CurrentManagedThreadId && ++_asked > 1000) _now += TimeSpan.FromMicroseconds(1);
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock; every timer that falls due on the way fires, in order, at its own time.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset target;
        lock (_lock) { target = _now + by; }
        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _active.Where(t => t.Due <= target).MinBy(t => t.Due);
                if (next is null)
                {
                    _now = target;
                    return;
                }

                if (next.Due > _now) _now = next.Due;
                Arm(next, next.Period > TimeSpan.Zero ? next.Period : Timeout.InfiniteTimeSpan, next.Period);
            }

            (_firing, _asked) = (Environment.CurrentManagedThreadId, 0);
            next.Fire();
            _firing = 0;
        }
    }

    /// <summary>The machine slept: the clock is at once where it is, and what fell due meanwhile fires once, late.</summary>
    public void Jump(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_lock)
        {
            _now += by;
            due = [.. _active.Where(t => t.Due <= _now).OrderBy(t => t.Due)];
            foreach (var timer in due) Arm(timer, timer.Period > TimeSpan.Zero ? timer.Period : Timeout.InfiniteTimeSpan, timer.Period);
        }

        foreach (var timer in due) timer.Fire();
    }

    /// <summary>
    /// Completes when some timer is armed for exactly <paramref name="dueIn"/> from now. An engine that keeps its own wheel
    /// need not have one: where none was ever seen, this gives up quietly after a while, by when such an engine, too, has
    /// taken note.
    /// </summary>
    public async Task Armed(TimeSpan dueIn)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            var due = _now + dueIn;
            if (_active.Any(t => t.Due == due)) source.SetResult();
            else _awaited.Add((due, source));
        }

        var patience = _seenArmed ? Limits.Patience : TimeSpan.FromMilliseconds(_missedArmed ? 250 : 2000);
        await Task.WhenAny(source.Task, Task.Delay(patience));
        if (source.Task.IsCompleted) _seenArmed = true;
        else if (_seenArmed) throw new TimeoutException($"no timer was armed for {dueIn} from now");
        else _missedArmed = true;
    }

    private void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _active.Remove(timer);
            timer.Period = period;
            if (dueTime == Timeout.InfiniteTimeSpan) return;
            if (dueTime <= TimeSpan.Zero && period <= TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(static t => t.Fire(), timer, preferLocal: false);
                return;
            }

            timer.Due = _now + dueTime;
            _active.Add(timer);
            foreach (var (due, source) in _awaited)
            {
                if (due == timer.Due) source.TrySetResult();
            }
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire()
        {
            if (!_disposed) callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed) return false;
            owner.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose()
        {
            _disposed = true;
            owner.Arm(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
