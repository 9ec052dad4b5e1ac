using System.Diagnostics;
using Orders.Commands;

namespace Orders.Benchmarks;

/// <summary>
/// A wave: of many open orders a tenth falls due within seconds. How long until each has been told and has written it, and what the
/// buyers and sellers at work meanwhile notice of it; beside it, what a look costs at which nothing is due.
/// </summary>
internal static class EscalationBenchmarks
{
    private const int InWave = 10;
    private const long WaveShop = 8_000_001;
    private const long OtherShops = 8_100_000;
    private const int Callers = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public static async Task Run(Plan plan)
    {
        var open = plan == Plan.Full ? 100_000 : 10_000;
        using var data = BenchmarkDatabase.Create(plan, 0);
        await using var host = await TransitionHost.Start(data, settings: new KeyValuePair<string, string?>("Orders:Escalation:TickSeconds", "1"));
        data.PrintConditions();
        var grains = host.Grains;
        await Place(grains, open - (open / InWave), n => OtherShops + (n % 40));
        var look = await NothingDue(grains);
        var quiet = await Latency(grains, Quiet, until: null);

        var policy = EscalationPolicy.Default with { Steps = [new(OrderStatus.Received, Limit, EscalationAction.Overdue, true)] };
        await grains.GetGrain<IEscalationPolicyGrain>(WaveShop).Set(new Actor(Role.Manager, 1, "Bench", WaveShop), policy);
        var firstDue = DateTimeOffset.UtcNow + Limit;
        await Place(grains, open / InWave, _ => WaveShop);
        while (DateTimeOffset.UtcNow < firstDue) await Task.Delay(50);

        var started = Stopwatch.GetTimestamp();
        var done = Done(grains, open / InWave);
        var busy = await Latency(grains, Quiet, done);
        await done;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        var table = new Table("Escalation", "what", "figure");
        table.Row("open orders / due within seconds", $"{open:N0} / {open / InWave:N0}");
        table.Row("until the last one has written it", $"{seconds:0.0} s");
        table.Row("a look with nothing due, all shares, median", $"{look:0.00} ms");
        table.Row("a transition meanwhile, p50 / p99", $"{busy.P50 / 1000:0.0} / {busy.P99 / 1000:0.0} ms");
        table.Row("the same when it is quiet, p50 / p99", $"{quiet.P50 / 1000:0.0} / {quiet.P99 / 1000:0.0} ms");
        table.Row("p99, ratio", Table.Ratio(busy.P99 / quiet.P99));
        table.End($"Aims: 10,000 in under 60 s, p99 under 2 × its quiet value, a look with nothing due under 5 ms. {Callers} callers at work all the time.");
    }

    private static async Task<double> NothingDue(IGrainFactory grains)
    {
        var times = new List<double>();
        for (var i = 0; i < 50; i++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var share = 0; share < EscalationShares.Count; share++) await grains.GetGrain<IEscalationGrain>(share).Tick();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    /// <summary>Ends when the shop's list says that every one of them is overdue.</summary>
    private static async Task Done(IGrainFactory grains, int orders)
    {
        var seller = new Actor(Role.Seller, 1, "Bench", WaveShop);
        while ((await grains.GetGrain<IOrderQueriesGrain>(0).Counts(seller)).Overdue < orders) await Task.Delay(100);
    }

    private static async Task<(double P50, double P99, double P999)> Latency(IGrainFactory grains, TimeSpan atLeast, Task? until)
    {
        var times = new List<long>[Callers];
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var mine = times[caller] = [];
            for (var n = 0; Stopwatch.GetElapsedTime(started) < atLeast || until is { IsCompleted: false }; n++)
            {
                var (order, seller) = await PlaceOne(grains, (caller * 1_000_000) + n, OtherShops + caller);
                var before = Stopwatch.GetTimestamp();
                await order.Advance(new AdvanceOrder(seller, OrderStatus.Preparing));
                mine.Add(Stopwatch.GetTimestamp() - before);
            }
        })));
        return Measure.Percentiles(times.SelectMany(t => t));
    }

    private static async Task Place(IGrainFactory grains, int count, Func<int, long> shopOf)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 128).Select(_ => Task.Run(async () =>
        {
            for (int n; (n = Interlocked.Increment(ref next)) < count;) await PlaceOne(grains, n, shopOf(n));
        })));
    }

    private static async Task<(IOrderGrain Order, Actor Seller)> PlaceOne(IGrainFactory grains, int number, long shop)
    {
        var made = SyntheticOrder.Of(new Random(number), number);
        while (true)
        {
            var id = OrderId.New(TimeProvider.System.GetUtcNow());
            var order = grains.GetGrain<IOrderGrain>(id.Value);
            var command = made.ToCommand(id, "benchmark");
            var (view, error) = await order.Place(command with { Details = command.Details with { SellerId = shop } });
            if (view is not null) return (order, new Actor(Role.Seller, 7, "Sam Seller", shop));
            if (error is not OrderIdTaken) throw new InvalidOperationException($"Refused: {error}");
        }
    }
}
