namespace Orleans;

/// <summary>Why an activation ends, with Orleans' numbers; those of a cluster's reasons are left out.</summary>
public enum DeactivationReasonCode : byte
{
    None = 0,
    ShuttingDown = 1,
    ActivationIdle = 4,
    ApplicationError = 8,
    ApplicationRequested = 9,
}

/// <summary>Why an activation ends, in words and with the exception that caused it, if any.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    public DeactivationReasonCode ReasonCode { get; } = code;

    public string Description { get; } = text;

    public Exception? Exception { get; } = exception;

    public override string ToString() => $"{ReasonCode}: {Description}{(Exception is null ? "" : $" ({Exception})")}";
}
