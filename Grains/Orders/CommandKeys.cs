namespace Orders;

/// <summary>The keys by which a repeated command is recognised.</summary>
public static class CommandKeys
{
    /// <summary>Null where the key can be used.</summary>
    public static InvalidField? Check(string? key)
    {
        var complaint = string.IsNullOrWhiteSpace(key)
            ? "Required."
            : Texts.Complaint(key, OrderLimits.IdempotencyKey, multiline: false);
        return complaint is null ? null : new InvalidField("idempotencyKey", complaint);
    }
}
