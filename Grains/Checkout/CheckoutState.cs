namespace Orders;

/// <summary>What a checkout must not forget: what was asked, and the order that it leads to, fixed before the order is placed.</summary>
[GenerateSerializer, Alias("orders.CheckoutState")]
public sealed class CheckoutState
{
    /// <summary>Null until the order is fixed: a refused checkout leaves nothing behind.</summary>
    [Id(0)] public string? RequestHash { get; set; }
    [Id(1)] public OrderId OrderId { get; set; }

    /// <summary>Number, tracking token, prices and names of the first attempt: a later one places this order or finds it placed.</summary>
    [Id(2)] public OrderDetails? Details { get; set; }
}
