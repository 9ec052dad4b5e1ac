namespace Orleans;

/// <summary>Reminders of a grain: kept in a table, they wake it at their times, also after a restart.</summary>
public static class GrainReminderExtensions
{
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        grain is IRemindable
            ? Service(grain).Register(grain.GrainContext.GrainId, reminderName, dueTime, period)
            : throw new InvalidOperationException($"{grain.GetType()} is no {nameof(IRemindable)}: it cannot have reminders.");

    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) => Service(grain).Unregister(grain.GrainContext.GrainId, reminder);

    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        Service(grain).Get(grain.GrainContext.GrainId, reminderName);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => Service(grain).GetAll(grain.GrainContext.GrainId);

    private static ReminderService Service(IGrainBase grain) =>
        ((Activation)grain.GrainContext).Silo.Services.GetService<ReminderService>()
        ?? throw new InvalidOperationException("Reminders are not switched on: AddReminders, and register an IReminderTable.");
}
