namespace Orleans.Reminders;

/// <summary>
/// Reminders by the time when they are due, rounded up to a second (for short periods: to 10 ms), so that those of one moment
/// share a timer.
/// </summary>
internal sealed class ReminderWheel(TimeProvider clock, Action<Reminder> send) : IDisposable
{
    // After this time a timer looks at the clock anyway: it may have been set, or the machine have slept.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly Dictionary<DateTime, Slot> _slots = [];
    private readonly Lock _lock = new();
    private bool _stopped;

    internal void Add(Reminder reminder, DateTime due)
    {
        var quantum = reminder.Row.Period < TimeSpan.FromMinutes(1) ? TimeSpan.TicksPerMillisecond * 10 : TimeSpan.TicksPerSecond;
        due = new DateTime((due.Ticks + quantum - 1) / quantum * quantum, DateTimeKind.Utc);
        lock (_lock)
        {
            if (_stopped || reminder.IsOver) return;
            reminder.Due = due;
            if (!_slots.TryGetValue(due, out var slot))
            {
                slot = _slots[due] = new Slot(clock.CreateTimer(_ => Fire(due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
                slot.Timer.Change(WaitFor(due), Timeout.InfiniteTimeSpan);
            }

            slot.Reminders.Add(reminder);
        }
    }

    /// <summary>Takes it out for good, whether it waits or its tick is on the way.</summary>
    internal void Remove(Reminder reminder)
    {
        lock (_lock)
        {
            reminder.IsOver = true;
            if (_slots.TryGetValue(reminder.Due, out var slot) && slot.Reminders.Remove(reminder) && slot.Reminders.Count == 0) TakeOut(reminder.Due);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stopped = true;
            foreach (var due in _slots.Keys) TakeOut(due);
        }
    }

    private TimeSpan WaitFor(DateTime due)
    {
        var wait = due - clock.GetUtcNow().UtcDateTime;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;
    }

    private HashSet<Reminder> TakeOut(DateTime due)
    {
        _slots.Remove(due, out var slot);
        slot!.Timer.Dispose();
        return slot.Reminders;
    }

    private void Fire(DateTime due)
    {
        HashSet<Reminder> reminders;
        lock (_lock)
        {
            if (!_slots.TryGetValue(due, out var slot)) return;
            if (WaitFor(due) is var early && early > TimeSpan.Zero)
            {
                slot.Timer.Change(early, Timeout.InfiniteTimeSpan);
                return;
            }

            reminders = TakeOut(due);
        }

        foreach (var reminder in reminders) send(reminder);
    }

    /// <summary>The reminders of one moment.</summary>
    private sealed record Slot(ITimer Timer)
    {
        internal HashSet<Reminder> Reminders { get; } = [];
    }
}
