namespace Orleans.Hosting;

/// <summary>How reminders behave.</summary>
public sealed class ReminderOptions
{
    /// <summary>A shorter period is refused.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Switches reminders on; the table is an <see cref="IReminderTable"/> of the container.</summary>
public static class SiloBuilderReminderExtensions
{
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder.ConfigureServices(services => services.AddReminders());

    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(ReminderService))) return services;
        services.AddSingleton<ReminderService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<ReminderService>());
        return services;
    }
}
