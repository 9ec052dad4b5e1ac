namespace Orleans.Hosting;

/// <summary>How reminders behave.</summary>
public sealed class ReminderOptions
{
    /// <summary>A shorter period is refused.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}

public static class SiloBuilderReminderExtensions
{
    /// <summary>Switches reminders on; the table is an <see cref="IReminderTable"/> of the container.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(ReminderService))) return builder;
        builder.Services.AddSingleton<ReminderService>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<ReminderService>());
        return builder;
    }
}
