namespace Orders;

/// <summary>What a buyer is told, in plain words. Pure.</summary>
public static class BuyerTexts
{
    public static NoticeText Of(OrderFacts order, OrderEvent e) => e switch
    {
        OrderPlaced => new(
            $"We have your order {order.Number}",
            $"{order.SellerName} has received your order: {order.Headline}, {order.Total} in all. You will hear from us when it is on its way."),
        OrderAdvanced { To: OrderStatus.Preparing } => new(
            $"Your order {order.Number} is being prepared",
            $"{order.SellerName} has begun to prepare your order: {order.Headline}."),
        OrderAdvanced { To: OrderStatus.Prepared } => new(
            $"Your order {order.Number} is packed",
            $"Your order is packed and waits to be handed over: {order.Headline}. It cannot be cancelled any more."),
        OrderAdvanced { To: OrderStatus.Shipped } a => new(
            $"Your order {order.Number} is on its way",
            $"{order.SellerName} has sent your order: {order.Headline}.\n{Parcel(a.Shipment)}"),
        OrderAdvanced { To: OrderStatus.Delivered } => new(
            $"Your order {order.Number} has arrived",
            $"Your order was delivered: {order.Headline}. If something is not as it should be, tell {order.SellerName}."),
        OrderAdvanced { To: OrderStatus.Closed } => new(
            $"Your order {order.Number} is done",
            $"Your order from {order.SellerName} is completed: {order.Headline}. Thank you."),
        OrderCancelled c => new($"Your order {order.Number} is cancelled", Cancelled(order, c)),
        OrderRefunded r => new(
            $"Your money for order {order.Number} is on its way back",
            $"{r.Amount} were given back for your order from {order.SellerName}. Your bank may take some days to show it."),
        OrderRefundFailed f => new(
            $"Your refund for order {order.Number} is late",
            $"{f.Amount} could not be given back yet. {NextForRefund(order, f)} You need not do anything."),
        _ => throw new ArgumentException($"Buyers are not told of {e.GetType().Name}.", nameof(e)),
    };

    private static string Cancelled(OrderFacts order, OrderCancelled e)
    {
        var who = e.Actor.Role == Role.Buyer ? "You have cancelled" : $"{order.SellerName} has cancelled";
        return $"{who} your order: {order.Headline}.\nReason: {e.Reason}\nWhat you have paid is given back.";
    }

    private static string Parcel(Shipment? shipment) => shipment switch
    {
        { Carrier: { } carrier, TrackingNumber: { } number } =>
            $"Carrier: {carrier}, tracking number: {number}" + (shipment.TrackingUrl is { } url ? $"\n{url}" : ""),
        { Carrier: { } carrier } => $"Carrier: {carrier}",
        _ => "The shop brings it to you itself.",
    };

    private static string NextForRefund(OrderFacts order, OrderRefundFailed e) =>
        e.GivenUp ? $"{order.SellerName} has been told to see to it." : "It is tried again by itself.";
}
