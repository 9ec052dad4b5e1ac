namespace Orders;

/// <summary>The streams that order events go out on. Keys are integers: the order's, the shop's or the buyer's id.</summary>
public static class OrderStreams
{
    /// <summary>The stream provider's name.</summary>
    public const string Provider = "orders";

    /// <summary>Events of one order (<see cref="OrderEvent"/>): inventory, payment and notification listen.</summary>
    public const string Orders = "orders";

    /// <summary>Changes of one shop's orders (<see cref="OrderChanged"/>), for live pages.</summary>
    public const string SellerOrders = "seller-orders";

    /// <summary>Changes of one buyer's orders (<see cref="OrderChanged"/>), for live pages.</summary>
    public const string BuyerOrders = "buyer-orders";
}
