using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>Nobody calls it: it listens to its order.</summary>
[Alias("orders.IOrderStockGrain")]
public interface IOrderStockGrain : IGrainWithIntegerKey;

/// <summary>
/// What an order's life means for the stock. It asks which stocks hold units for the order: where none does, as for an imported
/// order or one dealt with before, there is nothing to do.
/// </summary>
[ImplicitStreamSubscription(OrderStreams.ForInventory)]
[CollectionAgeLimit("00:02:00")] // it has something to do two or three times in an order's life
public sealed class OrderStockGrain(IStockStore store, IOutboxStore outbox, IFaultPoints faults, ILogger<OrderStockGrain> logger)
    : OrderConsumerGrain(OrderConsumer.Inventory, outbox, faults, logger), IOrderStockGrain
{
    protected override async Task<bool> Handle(OrderEvent e)
    {
        foreach (var sku in await store.HeldFor(Id))
        {
            var stock = GrainFactory.GetGrain<IStockGrain>(sku);
            await (e switch
            {
                OrderPlaced => stock.Confirm(Id),
                OrderAdvanced { To: OrderStatus.Shipped } => stock.Ship(Id, e.Actor),
                OrderCancelled cancelled => stock.Release(Id, e.Actor, cancelled.Reason),
                _ => Task.CompletedTask,
            });
        }

        return false;
    }
}
