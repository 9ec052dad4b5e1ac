namespace Orders.Tests;

/// <summary>A stock that a test begins with.</summary>
internal static class GivenStock
{
    public static readonly StockOwner Owner = new(Given.Shop, "Mugs & More");

    public static StockState Of(int onHand, int? lowAt = null, string sku = "MUG-B") => new()
    {
        Sku = sku,
        Name = "Blue mug",
        Price = new Money(1245, "EUR"),
        Owner = Owner,
        OnHand = onHand,
        Reserved = 0,
        LowAt = lowAt,
        Version = 1,
    };

    public static PutStock Put(Actor actor, int? onHand = 10, string? name = "Blue mug", int? lowAt = null) =>
        new(actor, name, new Money(1245, "EUR"), onHand) { LowAt = lowAt, Owner = Owner };

    /// <summary>What the decision leads to; the stock as it was, where it leads to nothing.</summary>
    public static StockState Then(this StockState state, StockDecision decision)
    {
        Assert.Null(decision.Error);
        return decision.Change?.After ?? state;
    }
}
