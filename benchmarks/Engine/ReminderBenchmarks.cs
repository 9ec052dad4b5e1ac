using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Orders.Benchmarks;

/// <summary>What many reminders cost: to register, to keep, to tick.</summary>
public static class ReminderBenchmarks
{
    private const int Reminders = 100_000;
    private const int PerGrain = 100;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(4);

    public static async Task Run(Plan plan)
    {
        var counter = new EventCounter();
        await using var host = await EngineHost.Start(silo =>
        {
            silo.Services.AddSingleton(counter);
            silo.UseInMemoryReminderService();
            silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        });
        var grains = Enumerable.Range(0, Reminders / PerGrain).Select(i => host.Grains.GetGrain<IRemindedGrain>(i)).ToArray();
        await Task.WhenAll(grains.Select(g => g.Register(0, TimeSpan.FromHours(1))));

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(grains.Select(g => g.Register(PerGrain, Period)));
        var registered = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;

        await Task.Delay(Period); // until each has ticked once
        counter.Restart();
        using var process = Process.GetCurrentProcess();
        var (cpu, watched) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(plan.Round * plan.Rounds);
        process.Refresh();
        var (ticks, elapsed) = (counter.Count, Stopwatch.GetElapsedTime(watched));

        var table = new Table("Reminders", "registered", "registered/s", "bytes each, table in memory included", "due/s", "ticks/s", "CPU per tick");
        table.Row(
            Table.Number(Reminders),
            Table.Number(Reminders / registered.TotalSeconds),
            Table.Number(bytes / (double)Reminders),
            Table.Number(Reminders / Period.TotalSeconds),
            Table.Number(ticks / elapsed.TotalSeconds),
            Table.Microseconds((process.TotalProcessorTime - cpu).TotalMicroseconds / Math.Max(1, ticks)));
        table.End();
    }
}

public interface IRemindedGrain : IGrainWithIntegerKey
{
    Task Register(int count, TimeSpan period);
}

public sealed class RemindedGrain(EventCounter counter) : Grain, IRemindedGrain, IRemindable
{
    public async Task Register(int count, TimeSpan period)
    {
        for (var i = 0; i < count; i++) await this.RegisterOrUpdateReminder($"reminder-{i}", period * ((i + 1.0) / count), period);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        counter.Add();
        return Task.CompletedTask;
    }
}
