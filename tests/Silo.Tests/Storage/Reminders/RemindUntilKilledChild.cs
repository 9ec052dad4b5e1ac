using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Hosting;
using Orleans.Hosting;

namespace Orders.Tests.Storage;

/// <summary>Registers reminders and takes every third back, and writes a line for each of these that was acknowledged, until somebody kills it.</summary>
internal static class RemindUntilKilledChild
{
    public static async Task<int> Run(string directory)
    {
        using var host = await RemindedHost.Start(directory, new TickBoard());
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        for (var n = 0; ; n++)
        {
            await grains.GetGrain<IRemindedInStorageGrain>(n % 10).Remind(n);
            await Console.Out.WriteLineAsync($"registered {n}");
            if (n % 3 != 2) continue;
            await grains.GetGrain<IRemindedInStorageGrain>((n - 1) % 10).Forget(n - 1);
            await Console.Out.WriteLineAsync($"forgotten {n - 1}");
        }
    }
}

/// <summary>The engine over the real database, with reminders that may tick every second.</summary>
internal static class RemindedHost
{
    public static async Task<IHost> Start(string directory, TickBoard board)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(board);
        builder.Services.AddStorage(options => options.DataDirectory = directory);
        builder.UseOrleans(silo =>
        {
            EngineSetup.Join(silo, builder.Configuration);
            silo.AddReminders();
            silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

/// <summary>Which reminders have ticked, and how often.</summary>
public sealed class TickBoard
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, int> _ticks = [];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<int> _awaited = [];
    private int _times;

    public void Tick(int reminder)
    {
        lock (_lock)
        {
            _ticks[reminder] = Of(reminder) + 1;
            if (_times > 0 && _awaited.All(r => Of(r) >= _times)) _all.TrySetResult();
        }
    }

    public int Of(int reminder) => _ticks.GetValueOrDefault(reminder);

    /// <summary>Ends when each of them has ticked so often.</summary>
    public Task Each(HashSet<int> reminders, int times)
    {
        lock (_lock)
        {
            (_awaited, _times) = (reminders, times);
            if (_awaited.All(r => Of(r) >= _times)) _all.TrySetResult();
        }

        return _all.Task;
    }
}

public interface IRemindedInStorageGrain : IGrainWithIntegerKey
{
    Task Remind(int number);

    Task Forget(int number);
}

public sealed class RemindedInStorageGrain(TickBoard board) : Grain, IRemindedInStorageGrain, IRemindable
{
    public Task Remind(int number) => this.RegisterOrUpdateReminder($"{number}", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public async Task Forget(int number)
    {
        if (await this.GetReminder($"{number}") is { } reminder) await this.UnregisterReminder(reminder);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        board.Tick(int.Parse(reminderName));
        return Task.CompletedTask;
    }
}
