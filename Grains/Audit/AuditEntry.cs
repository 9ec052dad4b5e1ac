namespace Orders;

/// <summary>
/// A row of the audit log about anything but an order (an order's events are its own): who changed what, when and why. Written in
/// the transaction of the change itself: by the store's write, or with the state of the grain that changed (<see cref="IAudited"/>).
/// </summary>
/// <param name="Subject">What changed: one of <see cref="AuditSubjects"/>. The rows of one subject are a hash chain.</param>
/// <param name="Type">What happened, as one word: <c>adjusted</c>, <c>reserved</c>, <c>changed</c>, …</param>
/// <param name="SellerId">The shop that may read it; null: only admins.</param>
/// <param name="Summary">In words, without personal data: <c>on hand +5, now 12</c>.</param>
public sealed record AuditEntry(string Subject, string Type, long? SellerId, DateTimeOffset At, Actor Actor, string Summary)
{
    /// <summary>Why, in the words of who did it.</summary>
    public string? Reason { get; init; }

    /// <summary>The order that it was done for: found when the audit log is asked for the order.</summary>
    public OrderId? Order { get; init; }
}
