namespace Orleans.Reminders;

/// <summary>A registered reminder in memory. Registered anew, it becomes another object: this one is over.</summary>
internal sealed class Reminder(ReminderEntry row)
{
    internal ReminderEntry Row => row;

    /// <summary>Unregistered or replaced: a tick that is still on its way does nothing.</summary>
    internal volatile bool IsOver;

    /// <summary>Where it stands in the wheel, which owns this.</summary>
    internal DateTime Due;

    /// <summary>The first occurrence at the given time or later: those before it are skipped.</summary>
    internal DateTime NextFrom(DateTime time) => time <= row.StartAt
        ? row.StartAt
        : row.StartAt.AddTicks(((time - row.StartAt).Ticks + row.Period.Ticks - 1) / row.Period.Ticks * row.Period.Ticks);
}

/// <summary>
/// Reminders by the time when they are due, rounded up to a second (for short periods: to 10 ms), so that those of one moment
/// share a timer.
/// </summary>
internal sealed class ReminderWheel(TimeProvider clock, Action<Reminder> send) : IDisposable
{
    // After this time a timer looks at the clock anyway: it may have been set, or the machine have slept.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private readonly Dictionary<DateTime, Slot> _slots = []; // locked by itself, as is what follows
    private bool _stopped;

    internal void Add(Reminder reminder, DateTime due)
    {
        var quantum = reminder.Row.Period < TimeSpan.FromMinutes(1) ? TimeSpan.TicksPerMillisecond * 10 : TimeSpan.TicksPerSecond;
        due = new DateTime((due.Ticks + quantum - 1) / quantum * quantum, DateTimeKind.Utc);
        lock (_slots)
        {
            if (_stopped || reminder.IsOver) return;
            if (!_slots.ContainsKey(due)) _slots[due] = new Slot(clock.CreateTimer(_ => Fire(due), null, WaitFor(due), Timeout.InfiniteTimeSpan), []);
            _slots[due].Reminders.Add(reminder);
            reminder.Due = due;
        }
    }

    /// <summary>Takes it out for good, whether it waits or its tick is on the way.</summary>
    internal void Remove(Reminder reminder)
    {
        lock (_slots)
        {
            reminder.IsOver = true;
            if (!_slots.TryGetValue(reminder.Due, out var slot) || !slot.Reminders.Remove(reminder) || slot.Reminders.Count > 0) return;
            _slots.Remove(reminder.Due);
            slot.Timer.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_slots)
        {
            _stopped = true;
            foreach (var slot in _slots.Values) slot.Timer.Dispose();
        }
    }

    private TimeSpan WaitFor(DateTime due) => TimeSpan.FromTicks(Math.Clamp((due - clock.GetUtcNow().UtcDateTime).Ticks, 0, LongestWait.Ticks));

    private void Fire(DateTime due)
    {
        Slot? slot;
        lock (_slots)
        {
            var early = WaitFor(due);
            if (early > TimeSpan.Zero) _slots.GetValueOrDefault(due)?.Timer.Change(early, Timeout.InfiniteTimeSpan);
            if (early > TimeSpan.Zero || !_slots.Remove(due, out slot)) return;
        }

        slot.Timer.Dispose();
        foreach (var reminder in slot.Reminders) send(reminder);
    }

    /// <summary>The reminders of one moment.</summary>
    private sealed record Slot(ITimer Timer, HashSet<Reminder> Reminders);
}
