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
        for (var round = 0; round <= plan.Rounds; round++)
        {
            var (rate, weight) = await Round(plan.IdleActivations);
            if (round == 0) continue; // warms up
            rates.Add(rate);
            weights.Add(weight);
        }

        var table = new Table("Activations", "idle activations", "activations/s", "bytes each");
        table.Row(Table.Number(plan.IdleActivations), Table.Number(Median(rates)), Table.Number(Median(weights)));
        table.End("Aim: below 4,000 bytes.");
    }

    private static async Task<(double PerSecond, double Bytes)> Round(int activations)
    {
        await using var host = await EngineHost.Start();
        await host.Grains.GetGrain<IEchoGrain>(-1).Echo(0);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var key = caller; key < activations; key += Callers) await host.Grains.GetGrain<IEchoGrain>(key).Echo(key);
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        return (activations / elapsed.TotalSeconds, bytes / (double)activations);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
