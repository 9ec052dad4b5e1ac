namespace Orders;

/// <summary>What the audit log says of a change of stock. Pure.</summary>
public static class StockAudit
{
    /// <summary>Null where nothing is to be told: a confirmed reservation moves nothing.</summary>
    public static AuditEntry? Of(StockChange change)
    {
        var (subject, shop) = (AuditSubjects.Stock(change.After.Sku), change.After.Owner.SellerId);
        if (change.Movement is { } moved)
        {
            return new AuditEntry(subject, TypeOf(moved.Kind), shop, moved.At, moved.Actor, Summary(change, moved))
            {
                Reason = moved.Reason,
                Order = moved.Order,
            };
        }

        return change.Described is { } described
            ? new AuditEntry(subject, "described", shop, described.At, described.By, Description(change))
            : null;
    }

    private static string Summary(StockChange change, StockMovement moved)
    {
        var numbers = $"on hand {moved.OnHandChange:+0;-0;0}, now {moved.OnHand}; reserved {moved.ReservedChange:+0;-0;0}, now {moved.Reserved}";
        return change.Before is null || change.Described is null ? numbers : $"{numbers}; {Description(change)}";
    }

    private static string Description(StockChange change) => string.Join("; ", new[]
    {
        Differ("name", change.Before?.Name, change.After.Name),
        Differ("price", change.Before?.Price.ToString(), change.After.Price.ToString()),
        Differ("low at", $"{change.Before?.LowAt}", $"{change.After.LowAt}"),
    }.OfType<string>());

    private static string? Differ(string what, string? before, string after) =>
        before == after ? null : $"{what} {(before is null or "" ? "none" : before)} → {(after.Length == 0 ? "none" : after)}";

    private static string TypeOf(StockMovementKind kind) => kind switch
    {
        StockMovementKind.Opening => "opened",
        StockMovementKind.Adjusted => "adjusted",
        StockMovementKind.Reserved => "reserved",
        StockMovementKind.Released => "released",
        StockMovementKind.Shipped => "shipped",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No movement of stock."),
    };
}
