namespace Orders.Web;

/// <summary>A shop's stock in words and addresses.</summary>
public static class StockWords
{
    /// <summary>The ledger's page. A SKU may hold anything; slashes stay slashes.</summary>
    public static string Path(string sku) => "/stock/" + string.Join('/', sku.Split('/').Select(Uri.EscapeDataString));

    public static string Kind(StockMovementKind kind) => kind switch
    {
        StockMovementKind.Opening => "Opening stock",
        StockMovementKind.Adjusted => "Corrected",
        StockMovementKind.Reserved => "Reserved",
        StockMovementKind.Released => "Given back",
        StockMovementKind.Shipped => "Shipped",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary><c>+3</c>, <c>−2</c>; nothing for nothing.</summary>
    public static string Change(int change) => change switch
    {
        > 0 => $"+{change}",
        0 => "",
        _ => $"−{-(long)change}",
    };

    public static bool IsLow(StockItem item) => item.LowAt is { } mark && item.Available <= mark;

    /// <summary>Why a command on a stock was refused.</summary>
    public static string Explain(OrderError error) => error switch
    {
        OrderNotFound => "This product is not there, or it is another shop's.",
        OutOfStock e => $"Only {e.Available} are not reserved for orders: what is reserved cannot be taken off.",
        _ => OrderWords.Explain(error),
    };
}
