using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Conformance;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Reminders;

public interface IPunctualGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan due, TimeSpan period);

    Task Forget(string name);

    /// <summary>Ends after whatever the grain was doing when it came.</summary>
    Task Answer();
}

/// <summary>Writes down when it was reminded, in seconds of the clock since its beginning.</summary>
public sealed class PunctualGrain : Grain, IPunctualGrain, IRemindable
{
    public Task Remind(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder) await this.UnregisterReminder(reminder);
    }

    public Task Answer() => Task.CompletedTask;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Journal.For($"{this.GetPrimaryKeyString()}/{reminderName}").Add($"{(status.CurrentTickTime - ReminderSilo.Epoch).TotalSeconds}");
        return Task.CompletedTask;
    }
}

/// <summary>A silo whose grains and reminders go by a clock that is moved by hand, over a table that outlives it.</summary>
internal static class ReminderSilo
{
    public static readonly DateTime Epoch = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static Task<TestSilo> StartAsync(ManualTimeProvider clock, IReminderTable table) => TestSilo.StartAsync(silo =>
    {
        silo.Services.AddSingleton<TimeProvider>(clock);
        foreach (var area in new[] { TimeProviderNames.Messaging, TimeProviderNames.ActivationManagement, TimeProviderNames.Membership, TimeProviderNames.SystemTimers })
        {
            silo.Services.AddKeyedSingleton(area, TimeProvider.System);
        }

        silo.AddReminders();
        silo.Services.AddSingleton(table);
    });

    public static int SecondsOf(this ManualTimeProvider clock) => (int)(clock.GetUtcNow().UtcDateTime - Epoch).TotalSeconds;
}
