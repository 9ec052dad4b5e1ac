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
        var lateness = new Lateness();
        await using var host = await EngineHost.Start(silo =>
        {
            silo.Services.AddSingleton(counter);
            silo.Services.AddSingleton(lateness);
            silo.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
            silo.AddReminders();
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
        lateness.Clear();
        using var process = Process.GetCurrentProcess();
        var (cpu, watched) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(plan.Round * plan.Rounds);
        process.Refresh();
        var (ticks, elapsed) = (counter.Count, Stopwatch.GetElapsedTime(watched));

        var table = new Table("Reminders", "registered", "registered/s", "bytes each, table in memory included", "due/s", "ticks/s", "CPU per tick", "late p50", "p99", "p99.9");
        table.Row(
            Table.Number(Reminders),
            Table.Number(Reminders / registered.TotalSeconds),
            Table.Number(bytes / (double)Reminders),
            Table.Number(Reminders / Period.TotalSeconds),
            Table.Number(ticks / elapsed.TotalSeconds),
            Table.Microseconds((process.TotalProcessorTime - cpu).TotalMicroseconds / Math.Max(1, ticks)),
            lateness.At(0.5), lateness.At(0.99), lateness.At(0.999));
        table.End("Late: from the time when a reminder is due to the time that its grain is told; due times are rounded up to 10 ms.");
    }
}

public interface IRemindedGrain : IGrainWithIntegerKey
{
    Task Register(int count, TimeSpan period);
}

/// <summary>How many ticks came how many milliseconds late.</summary>
public sealed class Lateness
{
    private readonly long[] _ticks = new long[10_000];

    public void Add(TimeSpan late) => Interlocked.Increment(ref _ticks[Math.Clamp((int)late.TotalMilliseconds, 0, _ticks.Length - 1)]);

    public void Clear() => Array.Clear(_ticks);

    public string At(double share)
    {
        var left = (long)(_ticks.Sum() * share);
        var milliseconds = Array.FindIndex(_ticks, count => (left -= count) < 0);
        return $"{milliseconds} ms";
    }
}

public sealed class RemindedGrain(EventCounter counter, Lateness lateness) : Grain, IRemindedGrain, IRemindable
{
    public async Task Register(int count, TimeSpan period)
    {
        for (var i = 0; i < count; i++) await this.RegisterOrUpdateReminder($"reminder-{i}", period * ((i + 1.0) / count), period);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        counter.Add();
        lateness.Add(new TimeSpan((status.CurrentTickTime - status.FirstTickTime).Ticks % status.Period.Ticks));
        return Task.CompletedTask;
    }
}
