using System.Diagnostics;

namespace Orders.Benchmarks;

/// <summary>How fast activations come to be, and what one weighs that has nothing to do.</summary>
public static class ActivationBenchmarks
{
    private const int Callers = 64;

    public static async Task Run(Plan plan)
    {
        var rates = new List<double>();
        var weights = new List<double>();
        List<long> times = [];
        for (var round = 0; round <= plan.Rounds; round++)
        {
            var (rate, weight, first) = await Round(plan.IdleActivations);
            if (round == 0) continue; // warms up
            times = first;
            rates.Add(rate);
            weights.Add(weight);
        }

        var (p50, p99, p999) = Measure.Percentiles(times);
        var table = new Table("Activations", "idle activations", "activations/s", "bytes each", "first call p50", "p99", "p99.9");
        table.Row(
            Table.Number(plan.IdleActivations), Table.Number(Median(rates)), Table.Number(Median(weights)),
            Table.Microseconds(p50), Table.Microseconds(p99), Table.Microseconds(p999));
        table.End($"{Callers} callers. Aims: above 27,000 a second, below 4,000 bytes.");
    }

    private static async Task<(double PerSecond, double Bytes, List<long> Times)> Round(int activations)
    {
        await using var host = await EngineHost.Start();
        await host.Grains.GetGrain<IEchoGrain>(-1).Echo(0);
        var times = new long[activations];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var key = caller; key < activations; key += Callers)
            {
                var asked = Stopwatch.GetTimestamp();
                await host.Grains.GetGrain<IEchoGrain>(key).Echo(key);
                times[key] = Stopwatch.GetTimestamp() - asked;
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        return (activations / elapsed.TotalSeconds, bytes / (double)activations, [.. times]);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
