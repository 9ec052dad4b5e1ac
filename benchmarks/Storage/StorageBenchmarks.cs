using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>Durable transitions per second without grains: the bare limit, the store through its writer, and one commit for each.</summary>
internal static class StorageBenchmarks
{
    private static readonly int[] InFlight = [1, 8, 64, 512];

    // More than any round can close.
    private const int MostPerSecond = 120_000;
    private const int TransitionsPerOrder = 5;

    public static async Task Run(Plan plan)
    {
        using var data = BenchmarkDatabase.Create(plan);
        data.PrintConditions();
        var table = new Table(
            "Durable transitions per second, without grains", "in flight", "bare limit", "store", "store / bare", "one commit each", "store / one each");
        var hot = new HotOrders();
        foreach (var inFlight in InFlight)
        {
            var bare = await Bare(data, hot, plan, inFlight);
            var store = await ThroughWriter(data, hot, plan, inFlight, maxBatch: 1024);
            var single = await ThroughWriter(data, hot, plan, inFlight, maxBatch: 1);
            table.Row(
                $"{inFlight}", Table.Number(bare), Table.Number(store), Table.Ratio(store / bare), Table.Number(single), Table.Ratio(store / single));
        }

        table.End("Bare limit: the same statements in transactions of that many, on one thread, encoded beforehand. Store: IOrderStore.Append from "
            + "that many callers, with JSON and hash. One commit each: the same, the writer's batch limited to 1.");
        await Place(data, plan);
    }

    private static async Task Place(BenchmarkDatabase data, Plan plan)
    {
        var table = new Table("Orders placed per second, without grains", "in flight", "store");
        using var database = data.Open();
        var store = new OrderStore(database);
        var placed = 0;
        foreach (var inFlight in InFlight)
        {
            table.Row($"{inFlight}", Table.Number(await Measure.Median(plan, () => Measure.Rate(plan.Round, inFlight, async _ =>
            {
                var n = Interlocked.Increment(ref placed);
                await store.Append(SampleOrder.Place(
                    OrderId.Of(DateTimeOffset.UtcNow.AddDays(1), n), ManyOrders.SellerOf(n), ManyOrders.BuyerOf(n), n));
            }))));
        }

        table.End("A row, its listing, some fifteen search words and an event each.");
    }

    /// <summary>The bare limit at one batch size.</summary>
    public static Task<double> Bare(BenchmarkDatabase data, HotOrders hot, Plan plan, int batchSize) => Measure.Median(plan, async () =>
    {
        using (var database = data.Open()) await Supply(database, hot, plan, batchSize);
        return BareLimit.Rate(data, hot, batchSize, plan.Round);
    });

    private static Task<double> ThroughWriter(BenchmarkDatabase data, HotOrders hot, Plan plan, int inFlight, int maxBatch) => Measure.Median(plan, async () =>
    {
        using (var supplier = data.Open()) await Supply(supplier, hot, plan, inFlight);
        using var database = data.Open(maxBatch);
        var store = new OrderStore(database);
        var slots = Enumerable.Range(0, inFlight).Select(_ => hot.Take()).ToArray();
        var rate = await Measure.Rate(plan.Round, inFlight, async caller =>
        {
            var step = slots[caller].Step();
            slots[caller].Moved(await store.Append(step), step.Row);
            if (slots[caller].IsClosed) slots[caller] = hot.Take();
        });
        await database.Close();
        hot.Return(slots);
        return rate;
    });

    private static Task Supply(IDatabase database, HotOrders hot, Plan plan, int inFlight)
    {
        var most = inFlight == 1 ? 10_000 : MostPerSecond;
        return hot.TopUp(database, inFlight + (int)(plan.Round.TotalSeconds * most / TransitionsPerOrder));
    }
}
