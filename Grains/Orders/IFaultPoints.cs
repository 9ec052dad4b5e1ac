namespace Orders;

/// <summary>
/// The places between commit, publish, effect and confirmation where a crash must do no harm. They do nothing, unless a test has
/// asked for the process to end at one of them. A port.
/// </summary>
public interface IFaultPoints
{
    void Reach(string point);
}

/// <summary>The names of the places.</summary>
public static class FaultPoints
{
    public const string OrderCommitted = "order-committed";
    public const string EventHandled = "event-handled";
    public const string EventConfirmed = "event-confirmed";
    public const string CheckoutFixed = "checkout-fixed";
    public const string StockReserved = "stock-reserved";
    public const string PaymentAsked = "payment-asked";
    public const string PaymentAnswered = "payment-answered";
    public const string PaymentRecorded = "payment-recorded";
    public const string OrderPlaced = "order-placed";
    public const string NotificationStored = "notification-stored";
    public const string MailSent = "mail-sent";
    public const string WebhookSent = "webhook-sent";
}
