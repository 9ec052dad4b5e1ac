using System.Diagnostics;

namespace Orders.Benchmarks;

/// <summary>Rounds, medians, and loops that many callers run at once.</summary>
public static class Measure
{
    /// <summary>The median of several rounds of something that answers with a rate.</summary>
    public static async Task<double> Median(Plan plan, Func<Task<double>> round)
    {
        await round();
        var results = new List<double>();
        for (var i = 0; i < plan.Rounds; i++)
        {
            GC.Collect();
            results.Add(await round());
        }

        results.Sort();
        return results[results.Count / 2];
    }

    /// <summary>How often a second the callers together get through their step, each doing one after the other.</summary>
    public static async Task<double> Rate(TimeSpan length, int callers, Func<int, Task> step)
    {
        var counts = new long[callers * 16]; // a cache line each
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Stopwatch.GetTimestamp() < end)
            {
                await step(caller);
                counts[caller * 16]++;
            }
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>How long one step takes, in microseconds: median, 99 % and 99.9 % stay below.</summary>
    public static async Task<(double P50, double P99, double P999)> Latency(TimeSpan length, int callers, Func<int, Task> step)
    {
        var samples = new List<long>[callers];
        var end = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = samples[caller] = new List<long>(1 << 16);
            while (Stopwatch.GetTimestamp() < end)
            {
                var before = Stopwatch.GetTimestamp();
                await step(caller);
                mine.Add(Stopwatch.GetTimestamp() - before);
            }
        })));
        return Percentiles(samples.SelectMany(s => s));
    }

    /// <summary>Of times as <see cref="Stopwatch"/> counts them, in microseconds.</summary>
    public static (double P50, double P99, double P999) Percentiles(IEnumerable<long> times)
    {
        var all = times.ToArray();
        Array.Sort(all);
        return (At(0.5), At(0.99), At(0.999));

        double At(double share) => all.Length == 0 ? double.NaN : all[(int)((all.Length - 1) * share)] * 1e6 / Stopwatch.Frequency;
    }
}
