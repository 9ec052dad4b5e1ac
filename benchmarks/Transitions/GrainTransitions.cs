using System.Collections.Concurrent;
using System.Diagnostics;
using Orders.Commands;

namespace Orders.Benchmarks;

/// <summary>Orders that are placed, and then, which is what is timed, walked through their grains from received to closed.</summary>
internal sealed class GrainTransitions(TransitionHost host)
{
    private static readonly OrderStatus[] Steps =
        [OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped, OrderStatus.Delivered, OrderStatus.Closed];

    private int _placed;

    /// <summary>Durable transitions per second, until all that they set in motion is confirmed; placing, and what that does, is not counted.</summary>
    public async Task<double> Rate(int transitions, int inFlight)
    {
        var orders = await PlaceAll(transitions / Steps.Length, inFlight);
        await host.Settled();
        await host.MailSent();

        var started = Stopwatch.GetTimestamp();
        await WalkAll(orders, inFlight);
        await host.Settled();
        return transitions / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public async Task<ConcurrentQueue<(IOrderGrain Order, Actor Seller)>> PlaceAll(int count, int inFlight)
    {
        var orders = new ConcurrentQueue<(IOrderGrain Order, Actor Seller)>();
        await InFlight(Math.Max(inFlight, 256), count, async () => orders.Enqueue(await Place()));
        return orders;
    }

    public static Task WalkAll(ConcurrentQueue<(IOrderGrain Order, Actor Seller)> orders, int inFlight) =>
        InFlight(inFlight, orders.Count, () => orders.TryDequeue(out var next) ? Walk(next.Order, next.Seller) : Task.CompletedTask);

    private static async Task Walk(IOrderGrain order, Actor seller)
    {
        foreach (var to in Steps)
        {
            var shipped = to == OrderStatus.Shipped;
            var (_, error) = await order.Advance(new AdvanceOrder(seller, to)
            {
                Note = "As agreed on the phone this morning",
                Carrier = shipped ? "DHL" : null,
                TrackingNumber = shipped ? "00340434161094042557" : null,
            });
            if (error is not null) throw new InvalidOperationException($"Refused: {error}");
        }
    }

    private async Task<(IOrderGrain, Actor)> Place()
    {
        var number = Interlocked.Increment(ref _placed);
        var made = SyntheticOrder.Of(new Random(number), number);
        while (true)
        {
            var id = OrderId.New(TimeProvider.System.GetUtcNow());
            var order = host.Grains.GetGrain<IOrderGrain>(id.Value);
            var (view, error) = await order.Place(made.ToCommand(id, "benchmark"));
            if (view is not null) return (order, new Actor(Role.Seller, 7, "Sam Seller", view.SellerId));
            if (error is not OrderIdTaken) throw new InvalidOperationException($"Refused: {error}");
        }
    }

    private static Task InFlight(int callers, int times, Func<Task> work)
    {
        var left = times;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await work();
        })));
    }
}
