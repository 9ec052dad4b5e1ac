namespace Orleans.Reminders;

/// <summary>A registered reminder in memory. Registered anew, it becomes another object: this one is over.</summary>
internal sealed class Reminder(GrainId grain, string name, DateTime start, TimeSpan period, string etag)
{
    internal GrainId Grain => grain;

    internal string Name => name;

    internal TimeSpan Period => period;

    internal string Etag => etag;

    internal DateTime Start => start;

    /// <summary>Unregistered or replaced: a tick that is still on its way does nothing.</summary>
    internal volatile bool IsOver;

    /// <summary>Where it waits for its time.</summary>
    internal ReminderSlot? Slot;

    internal int Index;

    /// <summary>The first occurrence at the given time or later: those before it are skipped.</summary>
    internal DateTime NextFrom(DateTime time) =>
        time <= start ? start : start.AddTicks(((time - start).Ticks + period.Ticks - 1) / period.Ticks * period.Ticks);
}

/// <summary>A tick of a reminder, as a turn of its grain.</summary>
internal sealed class ReminderCall(ReminderService service, Reminder reminder, TickStatus status) : VoidCall(TickMethod)
{
    private static readonly CallMethod TickMethod = new("reminder tick", alwaysInterleave: false);

    internal override void Invoke(object target) =>
        Accept(reminder.IsOver ? Task.CompletedTask : ((IRemindable)target).ReceiveReminder(reminder.Name, status));

    protected override void Complete(Exception? exception) => service.Ticked(reminder, exception);
}

/// <summary>What a grain gets for a reminder that it has registered, or asked for.</summary>
internal sealed record ReminderHandle(GrainId Grain, string ReminderName, string Etag) : IGrainReminder;
