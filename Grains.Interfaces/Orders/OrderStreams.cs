namespace Orders;

/// <summary>The streams that order events go out on. Keys are integers: the order's, the shop's or the buyer's id.</summary>
public static class OrderStreams
{
    /// <summary>The stream provider's name.</summary>
    public const string Provider = "orders";

    /// <summary>Events of one order (<see cref="OrderEvent"/>) that concern <see cref="OrderConsumer.Inventory"/>. Each consumer has streams of
    /// its own, so that nobody is woken by what is none of his business.</summary>
    public const string ForInventory = "order-inventory";

    /// <summary>Those that concern <see cref="OrderConsumer.Payment"/>.</summary>
    public const string ForPayment = "order-payment";

    /// <summary>Those that concern <see cref="OrderConsumer.Notification"/>.</summary>
    public const string ForNotification = "order-notification";

    /// <summary>Changes of one shop's orders (<see cref="OrderChanged"/>), for live pages.</summary>
    public const string SellerOrders = "seller-orders";

    /// <summary>Changes of one buyer's orders (<see cref="OrderChanged"/>), for live pages.</summary>
    public const string BuyerOrders = "buyer-orders";

    /// <summary>Where this consumer listens.</summary>
    public static string Of(OrderConsumer consumer) => consumer switch
    {
        OrderConsumer.Inventory => ForInventory,
        OrderConsumer.Payment => ForPayment,
        OrderConsumer.Notification => ForNotification,
        _ => throw new ArgumentOutOfRangeException(nameof(consumer), consumer, "Has no stream."),
    };
}
