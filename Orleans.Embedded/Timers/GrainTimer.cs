namespace Orleans.Runtime;

/// <summary>A timer of one activation. Its callbacks are turns of the grain; disposing it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new schedule, counted from now.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a timer ticks, and how its ticks behave.</summary>
public readonly struct GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
{
    public TimeSpan DueTime { get; init; } = dueTime;

    /// <summary>The time from the end of one tick to the start of the next.</summary>
    public TimeSpan Period { get; init; } = period;

    /// <summary>Ticks interleave with calls, instead of taking their turn among them.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks keep the activation from being collected as idle.</summary>
    public bool KeepAlive { get; init; }
}

/// <summary>
/// One timer of one activation. The clock only sends a tick; what a tick does, and everything else here, happens on the
/// activation's turns. The clock is set again when a tick has ended, so that ticks never overlap.
/// </summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CallMethod _method;
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _clock;
    private TimeSpan _due;
    private TimeSpan _period;
    private long _changedAt;
    private int _changes;
    private TurnCall? _tick;
    private bool _ticking;
    private volatile bool _disposed;

    internal GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (_activation, _callback, _due, _period) = (activation, callback, Checked(options.DueTime), Checked(options.Period));
        _method = new CallMethod("timer tick", options.Interleave) { CountsAsUse = options.KeepAlive };
        _clock = activation.Silo.Clock.CreateTimer(_ => Send(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        activation.EndWithIt(this);
        _clock.Change(_due, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        (_due, _period, _changedAt) = (Checked(dueTime), Checked(period), _activation.Silo.Clock.GetTimestamp());
        Interlocked.Increment(ref _changes);
        if (Volatile.Read(ref _tick) is null) _clock.Change(_due, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _clock.Dispose();
        _activation.Outlives(this);
        _end.Cancel();
        if (!_ticking) _tick?.Answer(null); // it is not to run, nor to wake the grain again
        _end.Dispose();
    }

    // Called by the clock, which is set again when the tick has ended.
    private void Send()
    {
        if (_disposed || _activation.IsGone) return;
        var changes = Volatile.Read(ref _changes);
        var tick = new TurnCall(_method, Run, exception => Ended(changes, exception));
        if (Interlocked.CompareExchange(ref _tick, tick, null) is null) _activation.Receive(tick);
    }

    private Task Run(TurnCall tick, object grain)
    {
        _ticking = true;
        return _disposed ? Task.CompletedTask : _callback(_end.Token);
    }

    private void Ended(int changes, Exception? exception)
    {
        _ticking = false;
        if (exception is not null) _activation.Silo.Log.TickFailed(exception, _activation.ToString());
        Volatile.Write(ref _tick, null);
        if (_disposed) return;
        _clock.Change(changes == _changes ? _period : Remaining, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Of a due time that was set while a tick was on its way.</summary>
    private TimeSpan Remaining => _due == Timeout.InfiniteTimeSpan
        ? _due
        : TimeSpan.FromTicks(Math.Max(0, (_due - _activation.Silo.Clock.GetElapsedTime(_changedAt)).Ticks));

    private static TimeSpan Checked(TimeSpan time) =>
        time >= TimeSpan.Zero || time == Timeout.InfiniteTimeSpan ? time : throw new ArgumentOutOfRangeException(nameof(time), time, null);
}
