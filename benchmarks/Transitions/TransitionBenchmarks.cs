namespace Orders.Benchmarks;

/// <summary>
/// Durable transitions per second through grains, with everything they set in motion and without, beside the same with one commit
/// each, and beside the bare limit of the database: all over the same file, in one run.
/// </summary>
internal static class TransitionBenchmarks
{
    private static readonly TransitionSetup OneCommitEach = new(MaxBatch: 1);
    private static readonly TransitionSetup Alone = new(OrdersAlone: true);

    private static readonly (int InFlight, int Transitions)[] Sizes = [(1, 5_000), (64, 50_000), (512, 100_000)];

    public static async Task Run(Plan plan)
    {
        using var data = BenchmarkDatabase.Create(plan);
        data.PrintConditions();
        var table = new Table(
            "Durable transitions per second",
            "in flight", "everything on", "the order alone", "(a) one commit each", "(b) bare limit", "on / (a)", "alone / (b)", "on / (b)");
        var hot = new HotOrders();
        foreach (var (inFlight, transitions) in Sizes)
        {
            var bare = await StorageBenchmarks.Bare(data, hot, plan, inFlight);
            var single = await ThroughGrains(data, plan, inFlight, 5_000, OneCommitEach);
            var alone = await ThroughGrains(data, plan, inFlight, transitions, Alone);
            var everything = await ThroughGrains(data, plan, inFlight, transitions, null);
            table.Row(
                $"{inFlight}", Table.Number(everything), Table.Number(alone), Table.Number(single), Table.Number(bare),
                Table.Ratio(everything / single), Table.Ratio(alone / bare), Table.Ratio(everything / bare));
        }

        table.End("Aims at 512 in flight: at least 4 × (a), 0.5 × (b), and 20,000 a second on two cores. Everything on: until stock, payment and "
            + "notifications have confirmed the last event; mail goes out beside it. The order alone: written and answered, nobody hears of it. (a): "
            + "everything on, the writer's batch limited to 1. (b): the order's statements in transactions of that many, on one thread, encoded beforehand.");
    }

    private static async Task<double> ThroughGrains(BenchmarkDatabase data, Plan plan, int inFlight, int transitions, TransitionSetup? setup)
    {
        await using var host = await TransitionHost.Start(data, setup);
        var orders = new GrainTransitions(host);
        return await Measure.Median(plan, () => orders.Rate(transitions, inFlight));
    }
}
