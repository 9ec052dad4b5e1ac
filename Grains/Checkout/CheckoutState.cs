namespace Orders;

/// <summary>
/// What a checkout must not forget. While it is under way: everything that its steps need, fixed before the first of them, so that
/// each can be repeated as it was. Once the order is placed: which it was.
/// </summary>
[GenerateSerializer, Alias("orders.CheckoutState")]
public sealed class CheckoutState
{
    /// <summary>Null: nothing is fixed. A refused checkout leaves nothing behind.</summary>
    [Id(0)] public string? RequestHash { get; set; }
    [Id(1)] public OrderId OrderId { get; set; }

    /// <summary>Prices, names and tracking token, but no number yet; null: the order is placed.</summary>
    [Id(2)] public OrderDetails? Details { get; set; }

    /// <summary>When it was fixed: from then on it has <see cref="CheckoutSteps.Patience"/>.</summary>
    [Id(3)] public DateTimeOffset FixedAt { get; set; }
    [Id(4)] public Actor? Buyer { get; set; }
}
