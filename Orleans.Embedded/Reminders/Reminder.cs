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
    internal DateTime NextFrom(DateTime time) =>
        time <= row.StartAt ? row.StartAt : row.StartAt.AddTicks(((time - row.StartAt).Ticks + row.Period.Ticks - 1) / row.Period.Ticks * row.Period.Ticks);
}

/// <summary>What a grain gets for a reminder that it has registered, or asked for.</summary>
internal sealed record ReminderHandle(GrainId Grain, string ReminderName, string Etag) : IGrainReminder
{
    internal (GrainId, string) Key => (Grain, ReminderName);
}
