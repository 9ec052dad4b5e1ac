namespace Orders.Web;

/// <summary>What people can be told of, in words.</summary>
public static class NotificationWords
{
    /// <summary>What happened, as the preferences list it.</summary>
    public static string Name(NotificationEvent what, bool forBuyer) => what switch
    {
        NotificationEvent.OrderReceived => forBuyer ? "The shop has my order" : "A new order came in",
        NotificationEvent.OrderPreparing => "An order is being prepared",
        NotificationEvent.OrderPrepared => "An order is packed",
        NotificationEvent.OrderShipped => "An order is on its way",
        NotificationEvent.OrderDelivered => "An order was delivered",
        NotificationEvent.OrderClosed => "An order is completed",
        NotificationEvent.OrderCancelled => "An order was cancelled",
        NotificationEvent.OrderRefunded => forBuyer ? "My money was paid back" : "A buyer's money was paid back",
        NotificationEvent.RefundFailed => "Paying money back failed",
        NotificationEvent.LowStock => "A product is running low",
        NotificationEvent.OrderOverdue => "An order is overdue",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    /// <summary>What only a shop is ever told of.</summary>
    public static bool IsForShopsOnly(NotificationEvent what) => what is NotificationEvent.LowStock or NotificationEvent.OrderOverdue;
}
