namespace Orders;

/// <summary>What a shop's people are told, in plain words. Pure.</summary>
public static class SellerTexts
{
    public static NoticeText Of(OrderFacts order, OrderEvent e) => e switch
    {
        OrderPlaced => new(
            $"New order {order.Number}",
            $"{order.Buyer.Name} has ordered {order.Headline}, {order.Total} in all. It waits to be accepted."),
        OrderAdvanced a => new(
            $"Order {order.Number} is {Word(a.To)}",
            $"{a.Actor.Name} has moved the order of {order.Buyer.Name} from {Word(a.From)} to {Word(a.To)}: {order.Headline}."),
        OrderCancelled c => new(
            $"Order {order.Number} is cancelled",
            $"{Canceller(order, c)} has cancelled the order: {order.Headline}. It was {Word(c.From)}.\nReason: {c.Reason}"),
        OrderRefunded r => new(
            $"Order {order.Number} is refunded",
            $"{r.Amount} were given back to {order.Buyer.Name}."),
        OrderRefundFailed { GivenUp: true } f => new(
            $"The refund of order {order.Number} needs you",
            $"{f.Amount} could not be given back to {order.Buyer.Name}, and all tries are used up: {f.Reason}\n"
            + "Open the order and press \"Try the refund again\"."),
        OrderRefundFailed f => new(
            $"The refund of order {order.Number} failed",
            $"{f.Amount} could not be given back to {order.Buyer.Name}: {f.Reason}\nIt is tried again by itself."),
        OrderEscalated s => new(
            s.Action == EscalationAction.Remind ? $"Order {order.Number} waits for you" : $"Order {order.Number} is overdue",
            $"The order of {order.Buyer.Name} has been {Word(s.Status)} for longer than {Durations.InWords(s.After)}: {order.Headline}."),
        _ => throw new ArgumentException($"Shops are not told of {e.GetType().Name}.", nameof(e)),
    };

    private static string Canceller(OrderFacts order, OrderCancelled e) => e.Actor.Role switch
    {
        Role.Buyer => order.Buyer.Name,
        Role.System => "The shop's policy",
        _ => e.Actor.Name,
    };

    private static string Word(OrderStatus status) => status.ToString().ToLowerInvariant();
}
