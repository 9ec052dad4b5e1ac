namespace Orders.Payments;

internal enum SandboxKind
{
    Charge = 0,
    Refund = 1,
}

/// <summary>Stored as its number.</summary>
internal enum SandboxOutcome
{
    Succeeded = 0,
    Declined = 1,
    Failed = 2,
}

/// <summary>One line of the sandbox's books.</summary>
/// <param name="Charge">Of a refund: the key of what is given back.</param>
internal sealed record SandboxEntry(
    string Key, SandboxKind Kind, OrderId Order, string? Charge, string Method, Money Amount, SandboxOutcome Outcome, string? Reason)
{
    public GatewayAnswer Answer => Outcome switch
    {
        SandboxOutcome.Succeeded => new GatewaySucceeded(Key),
        SandboxOutcome.Declined => new GatewayDeclined(Reason!),
        _ => new GatewayFailed(Reason!),
    };

    /// <summary>The same question, whatever came of it.</summary>
    public bool Asks(SandboxEntry other) =>
        this with { Outcome = default, Reason = null } == other with { Outcome = default, Reason = null };
}
