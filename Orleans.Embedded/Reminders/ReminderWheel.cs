namespace Orleans.Reminders;

/// <summary>
/// Reminders by the time when they are due, rounded up to a second (for short periods: to 10 ms), so that any number of them
/// needs few timers; what is not due soon has none at all.
/// </summary>
internal sealed class ReminderWheel : IDisposable
{
    private static readonly TimeSpan Horizon = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SortedDictionary<DateTime, ReminderSlot> _slots = [];
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Action<Reminder> _due;
    private readonly ITimer _promotion;
    private DateTime _promoted = DateTime.MaxValue;
    private bool _stopped;

    internal ReminderWheel(TimeProvider clock, Action<Reminder> due)
    {
        (_clock, _due) = (clock, due);
        _promotion = clock.CreateTimer(static self => ((ReminderWheel)self!).Promote(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Add(Reminder reminder, DateTime due)
    {
        var quantum = reminder.Period < TimeSpan.FromMinutes(1) ? TimeSpan.TicksPerMillisecond * 10 : TimeSpan.TicksPerSecond;
        due = new DateTime((due.Ticks + quantum - 1) / quantum * quantum, DateTimeKind.Utc);
        lock (_lock)
        {
            if (_stopped || reminder.IsOver) return;
            if (!_slots.TryGetValue(due, out var slot)) slot = _slots[due] = new ReminderSlot(due);
            slot.Add(reminder);
            var wait = due - Now;
            if (slot.Timer is null && wait <= Horizon) Arm(slot, wait);
            else if (slot.Timer is null && due < _promoted) SetPromotion(due);
        }
    }

    /// <summary>Takes it out, if it is in.</summary>
    internal void Remove(Reminder reminder)
    {
        lock (_lock)
        {
            reminder.IsOver = true;
            if (reminder.Slot is not { } slot) return;
            slot.Remove(reminder);
            if (slot.Count > 0) return;
            slot.Timer?.Dispose();
            _slots.Remove(slot.Due);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stopped = true;
            _promotion.Dispose();
            foreach (var slot in _slots.Values) slot.Timer?.Dispose();
            _slots.Clear();
        }
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private void Arm(ReminderSlot slot, TimeSpan wait)
    {
        slot.Timer ??= _clock.CreateTimer(_ => Fire(slot), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        slot.Timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void SetPromotion(DateTime firstUnarmed)
    {
        _promoted = firstUnarmed;
        var wait = firstUnarmed - Now - (Horizon / 2);
        _promotion.Change(wait > LongestWait ? LongestWait : wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives timers to what has come near.</summary>
    private void Promote()
    {
        lock (_lock)
        {
            if (_stopped) return;
            _promoted = DateTime.MaxValue;
            foreach (var slot in _slots.Values)
            {
                var wait = slot.Due - Now;
                if (wait > Horizon)
                {
                    SetPromotion(slot.Due);
                    return;
                }

                if (slot.Timer is null) Arm(slot, wait);
            }
        }
    }

    private void Fire(ReminderSlot slot)
    {
        lock (_lock)
        {
            if (_stopped || _slots.GetValueOrDefault(slot.Due) != slot) return;
            if (slot.Due - Now is var early && early > TimeSpan.Zero)
            {
                Arm(slot, early); // the clock was set back
                return;
            }

            slot.Timer!.Dispose();
            _slots.Remove(slot.Due);
            slot.Clear();
        }

        foreach (var reminder in slot.Reminders) _due(reminder);
    }
}

/// <summary>The reminders of one moment.</summary>
internal sealed class ReminderSlot(DateTime due)
{
    private readonly List<Reminder> _reminders = [];

    internal DateTime Due => due;

    internal ITimer? Timer;

    internal int Count => _reminders.Count;

    internal IReadOnlyList<Reminder> Reminders => _reminders;

    internal void Add(Reminder reminder)
    {
        (reminder.Slot, reminder.Index) = (this, _reminders.Count);
        _reminders.Add(reminder);
    }

    internal void Remove(Reminder reminder)
    {
        var last = _reminders[^1];
        (_reminders[reminder.Index], last.Index) = (last, reminder.Index);
        _reminders.RemoveAt(_reminders.Count - 1);
        reminder.Slot = null;
    }

    /// <summary>Its reminders wait in it no more.</summary>
    internal void Clear() => _reminders.ForEach(r => r.Slot = null);
}
