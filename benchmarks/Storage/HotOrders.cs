using System.Collections.Concurrent;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>Where an order stands, for whoever moves it on next.</summary>
internal sealed class HotOrder(OrderHead head, OrderRow row)
{
    public OrderHead Head { get; private set; } = head;

    public OrderRow Row { get; private set; } = row;

    public bool IsClosed => Row.Status == OrderStatus.Closed;

    public OrderAppend Step() => SampleOrder.Step(Head, Row, DateTimeOffset.UtcNow);

    public void Moved(OrderHead head, OrderRow row) => (Head, Row) = (head, row);
}

/// <summary>Orders under way, to be walked to closed: five transitions each.</summary>
internal sealed class HotOrders
{
    private readonly ConcurrentQueue<HotOrder> _waiting = new();
    private int _placed;

    /// <summary>Places more, in large batches, until there are that many.</summary>
    public async Task TopUp(IDatabase database, int count)
    {
        var store = new OrderStore(database);
        var placed = await Task.WhenAll(Enumerable.Range(0, Math.Max(0, count - _waiting.Count)).Select(async _ =>
        {
            var n = Interlocked.Increment(ref _placed);
            var id = OrderId.Of(DateTimeOffset.UtcNow, n);
            var place = SampleOrder.Place(id, ManyOrders.SellerOf(n), ManyOrders.BuyerOf(n), n);
            return new HotOrder(await store.Append(place), place.Row);
        }));
        foreach (var order in placed) _waiting.Enqueue(order);
    }

    /// <summary>Gives back what was taken and is not closed.</summary>
    public void Return(IEnumerable<HotOrder> orders)
    {
        foreach (var order in orders.Where(order => !order.IsClosed)) _waiting.Enqueue(order);
    }

    public HotOrder Take() =>
        _waiting.TryDequeue(out var order) ? order : throw new InvalidOperationException("The benchmark ran out of orders under way.");
}
