namespace Orders.Benchmarks;

/// <summary>Grain calls per second, to one grain and to many.</summary>
public static class CallBenchmarks
{
    public static async Task Run(Plan plan)
    {
        await using var host = await EngineHost.Start();
        var table = new Table("Grain calls", "callers", "grains", "the grain answers", "calls/s", "p50", "p99", "p99.9");
        foreach (var (callers, grains) in new[] { (1, 1), (64, 1), (64, 64), (256, 256) })
        {
            await Measured(table, plan, host, callers, grains, "at once", (grain, value) => grain.Echo(value));
            await Measured(table, plan, host, callers, grains, "after a wait", (grain, value) => grain.EchoLater(value));
        }

        table.End("Aims on two cores: above 400,000 from 1 caller and 900,000 from 64.");
    }

    private static async Task Measured(
        Table table, Plan plan, EngineHost host, int callers, int grains, string kind, Func<IEchoGrain, long, Task> call)
    {
        var targets = Enumerable.Range(0, callers).Select(c => host.Grains.GetGrain<IEchoGrain>(c % grains)).ToArray();
        Task Step(int caller) => call(targets[caller], caller);
        var rate = await Measure.Median(plan, () => Measure.Rate(plan.Round, callers, Step));
        var (p50, p99, p999) = await Measure.Latency(plan.Round, callers, Step);
        table.Row(
            $"{callers}", $"{grains}", kind, Table.Number(rate),
            Table.Microseconds(p50), Table.Microseconds(p99), Table.Microseconds(p999));
    }
}
