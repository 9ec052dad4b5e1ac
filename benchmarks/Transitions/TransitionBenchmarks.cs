namespace Orders.Benchmarks;

/// <summary>
/// Durable transitions per second through grains, beside the same with one commit each, and beside the bare limit of the database:
/// all over the same file, in one run.
/// </summary>
internal static class TransitionBenchmarks
{
    private const int OneCommitEach = 1;

    private static readonly (int InFlight, int Transitions)[] Sizes = [(1, 5_000), (64, 50_000), (512, 100_000)];

    public static async Task Run(Plan plan)
    {
        using var data = BenchmarkDatabase.Create(plan);
        data.PrintConditions();
        var table = new Table(
            "Durable transitions per second",
            "in flight", "through grains", "(a) one commit each", "(b) bare limit", "grains / (a)", "grains / (b)");
        var hot = new HotOrders();
        foreach (var (inFlight, transitions) in Sizes)
        {
            var bare = await StorageBenchmarks.Bare(data, hot, plan, inFlight);
            var single = await ThroughGrains(data, plan, inFlight, 5_000, OneCommitEach);
            var grains = await ThroughGrains(data, plan, inFlight, transitions, null);
            table.Row(
                $"{inFlight}", Table.Number(grains), Table.Number(single), Table.Number(bare),
                Table.Ratio(grains / single), Table.Ratio(grains / bare));
        }

        table.End("Aims at 512 in flight: at least 4 × (a), 0.5 × (b), and 20,000 a second on two cores. (a): through grains, the "
            + "writer's batch limited to 1. (b): the same statements in transactions of that many, on one thread, encoded beforehand.");
    }

    private static async Task<double> ThroughGrains(BenchmarkDatabase data, Plan plan, int inFlight, int transitions, int? maxBatch)
    {
        await using var host = await TransitionHost.Start(data, maxBatch);
        var orders = new GrainTransitions(host.Grains);
        return await Measure.Median(plan, () => orders.Rate(transitions, inFlight));
    }
}
