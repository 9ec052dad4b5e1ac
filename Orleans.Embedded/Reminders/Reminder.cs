namespace Orleans.Reminders;

/// <summary>
/// A registered reminder in memory, and the timer that waits for its next occurrence. Registered anew, it becomes another object: this one is over.
/// </summary>
internal sealed class Reminder : IDisposable
{
    // After this time the timer looks at the clock anyway: it may have been set, or the machine have slept.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private DateTime _due;

    internal Reminder(ReminderEntry row, TimeProvider clock, Action<Reminder> tick)
    {
        (Row, _clock) = (row, clock);
        _timer = clock.CreateTimer(_ => WaitOr(tick), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal ReminderEntry Row { get; }

    /// <summary>Unregistered or replaced: a tick that is still on its way does nothing.</summary>
    internal volatile bool IsOver;

    /// <summary>Waits for the first occurrence at the given time or later: those before it are skipped.</summary>
    internal void WaitFrom(DateTime time)
    {
        _due = NextFrom(time);
        Wait();
    }

    public void Dispose() => _timer.Dispose();

    private TimeSpan Left => _due - _clock.GetUtcNow().UtcDateTime;

    private DateTime NextFrom(DateTime time) => time <= Row.StartAt
        ? Row.StartAt
        : Row.StartAt.AddTicks(((time - Row.StartAt).Ticks + Row.Period.Ticks - 1) / Row.Period.Ticks * Row.Period.Ticks);

    // Timers count whole milliseconds, and must not be early.
    private void Wait() =>
        _timer.Change(TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(Left.TotalMilliseconds), 0, LongestWait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);

    private void WaitOr(Action<Reminder> tick)
    {
        if (Left > TimeSpan.Zero) Wait();
        else tick(this);
    }
}
