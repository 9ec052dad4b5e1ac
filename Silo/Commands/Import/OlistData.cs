namespace Orders.Commands;

/// <summary>What the orders' file refers to, read before it: items by order, and customers, sellers, products, payments by id.</summary>
public sealed class OlistData
{
    public Dictionary<string, List<OlistItemRow>> Items { get; } = [];
    public Dictionary<string, OlistCustomerRow> Customers { get; } = [];
    public Dictionary<string, OlistSellerRow> Sellers { get; } = [];

    /// <summary>Category by product; empty where the product has none.</summary>
    public Dictionary<string, string> Products { get; } = [];

    /// <summary>How an order was paid: the first of its payments.</summary>
    public Dictionary<string, string> Payments { get; } = [];

    /// <summary>Lines of these files that could not be read.</summary>
    public List<Refusal> BrokenLines { get; } = [];

    /// <summary>Those of the items' file, by the order they belong to: such an order would come in incomplete.</summary>
    public Dictionary<string, Refusal> BrokenItems { get; } = [];
}
