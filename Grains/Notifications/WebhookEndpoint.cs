namespace Orders;

/// <summary>Where somebody wants to be told by program.</summary>
/// <param name="Id">0 before it is stored.</param>
/// <param name="UserId">Who made it: his preferences say what is sent there.</param>
/// <param name="Secret">As shown once: <c>whsec_…</c>.</param>
public sealed record WebhookEndpoint(
    long Id, long SellerId, long UserId, string Url, string? Description, DateTimeOffset CreatedAt, string CreatedBy, string Secret)
{
    /// <summary>Signs beside the new one for a while.</summary>
    public string? OldSecret { get; init; }
    public DateTimeOffset? OldSecretUntil { get; init; }

    /// <summary>Why nothing is sent; null: it is in service.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>When the first of the failures was that had no success since; null: the last one was a success.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public WebhookView ToView(string? secret = null) => new(Id, Url, Description, CreatedAt, CreatedBy, DisabledReason, secret);
}

/// <summary>A delivery whose time has come.</summary>
/// <param name="Tries">So far.</param>
public sealed record DueDelivery(long Number, string MessageId, string Event, int Tries, string Payload);
