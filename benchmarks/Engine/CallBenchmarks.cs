namespace Orders.Benchmarks;

/// <summary>Grain calls per second, to one grain and to many.</summary>
public static class CallBenchmarks
{
    private const int Many = 1024;

    public static async Task Run(Plan plan)
    {
        await using var host = await EngineHost.Start();
        var table = new Table("Grain calls", "callers", "grains", "the grain answers", "calls/s", "p50", "p99", "p99.9");
        foreach (var (callers, grains) in new[] { (1, 1), (1, Many), (64, 1), (64, Many), (256, 1), (256, Many) })
        {
            await Measured(table, plan, host, callers, grains, "at once", (grain, value) => grain.Echo(value));
            await Measured(table, plan, host, callers, grains, "after a wait", (grain, value) => grain.EchoLater(value));
        }

        table.End("Aims on two cores: above 400,000 from 1 caller and 900,000 from 64.");
    }

    private static async Task Measured(
        Table table, Plan plan, EngineHost host, int callers, int grains, string kind, Func<IEchoGrain, long, Task> call)
    {
        // Each caller goes round the grains, from a place of its own.
        var targets = Enumerable.Range(0, grains).Select(g => host.Grains.GetGrain<IEchoGrain>(g)).ToArray();
        var next = new int[callers * 16]; // a cache line each
        for (var c = 0; c < callers; c++) next[c * 16] = c * grains / callers;
        Task Step(int caller) => call(targets[next[caller * 16]++ & (grains - 1)], caller);
        var rate = await Measure.Median(plan, () => Measure.Rate(plan.Round, callers, Step));
        var (p50, p99, p999) = await Measure.Latency(plan.Round, callers, Step);
        table.Row(
            $"{callers}", $"{grains}", kind, Table.Number(rate),
            Table.Microseconds(p50), Table.Microseconds(p99), Table.Microseconds(p999));
    }
}
