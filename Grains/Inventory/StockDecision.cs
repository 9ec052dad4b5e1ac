namespace Orders;

/// <summary>A stock before and after: what one transaction writes.</summary>
/// <param name="Before">Null: the product is new.</param>
/// <param name="Movement">The row for the ledger; null where nothing moved, as when a name changes.</param>
/// <param name="Touched">The order whose reservation came, changed or went.</param>
public sealed record StockChange(StockState? Before, StockState After, StockMovement? Movement = null, OrderId? Touched = null)
{
    /// <summary>By which a repeat of the movement is found; with its actor's id in it.</summary>
    public string? CommandKey { get; init; }

    /// <summary>Who changed name, price or mark, and when; null: nobody did.</summary>
    public (Actor By, DateTimeOffset At)? Described { get; init; }

    /// <summary>Available has fallen to its mark or below just now: the shop is to be told.</summary>
    public bool FellLow => After.IsLow && Before is not { IsLow: true };

    /// <summary>It has risen above its mark: from now on there is something to tell again.</summary>
    public bool RoseAgain => !After.IsLow && Before is { IsLow: true };
}

/// <summary>What comes of a command: a change, or a refusal, or nothing because it was done before.</summary>
public readonly record struct StockDecision(StockChange? Change, OrderError? Error)
{
    public static StockDecision Nothing => default;

    public static implicit operator StockDecision(StockChange change) => new(change, null);

    public static implicit operator StockDecision(OrderError error) => new(null, error);
}
