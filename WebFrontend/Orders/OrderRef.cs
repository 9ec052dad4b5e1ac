namespace Orders.Web;

/// <summary>What a dialog needs to know of an order.</summary>
/// <param name="Version">As seen on the screen: what is asked for is refused if the order has moved on since.</param>
public sealed record OrderRef(OrderId Id, string Number, string BuyerName, OrderStatus Status, long Version)
{
    public static OrderRef Of(OrderView order) => new(order.Id, order.Number, order.Buyer.Name, order.Status, order.Version);

    public static OrderRef Of(OrderSummary row) => new(row.Id, row.Number, row.Buyer.Name, row.Status, row.Version);
}
