using System.Collections.Immutable;

namespace Orders;

/// <summary>Whom an event concerns: who has to confirm that it has dealt with it. Pure.</summary>
public static class OrderConsumers
{
    private static readonly ImmutableArray<OrderConsumer> OnlyNotification = [OrderConsumer.Notification];
    private static readonly ImmutableArray<OrderConsumer> GoodsMove = [OrderConsumer.Inventory, OrderConsumer.Notification];
    private static readonly ImmutableArray<OrderConsumer> Everyone = [OrderConsumer.Inventory, OrderConsumer.Payment, OrderConsumer.Notification];

    public static ImmutableArray<OrderConsumer> Of(OrderEvent e) => e switch
    {
        OrderPlaced or OrderAdvanced { To: OrderStatus.Shipped } => GoodsMove,
        OrderCancelled => Everyone,
        OrderHeld => [],
        _ => OnlyNotification,
    };

    public static ImmutableArray<AwaitedConfirmation> Of(ImmutableArray<OrderEvent> events)
    {
        var awaited = ImmutableArray.CreateBuilder<AwaitedConfirmation>();
        foreach (var e in events)
            foreach (var consumer in Of(e)) awaited.Add(new AwaitedConfirmation(e.Sequence, consumer));
        return awaited.ToImmutable();
    }
}
