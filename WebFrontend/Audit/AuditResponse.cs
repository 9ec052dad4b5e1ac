namespace Orders.Web;

/// <summary>Newest first. A page may hold fewer rows than asked for, even none, although more follow: the last has no cursor.</summary>
public sealed record AuditResponse(IReadOnlyList<AuditItem> Items, string? NextCursor)
{
    public static AuditResponse Of(AuditPage page) => new([.. page.Items.Select(AuditItem.Of)], page.NextCursor);
}

/// <param name="Position">Grows with every row, whatever it is about.</param>
/// <param name="Subject">What changed: <c>order:…</c>, <c>stock:SKU</c>, …</param>
/// <param name="Sequence">Of the subject's rows: 1, 2, 3, …</param>
/// <param name="Origin">By what way it came.</param>
/// <param name="Hash">SHA-256 over the row and the subject's row before, hexadecimal.</param>
public sealed record AuditItem(
    long Position, string Subject, OrderId? OrderId, long Sequence, string Type, DateTimeOffset At, Actor Actor, Origin Origin,
    string Summary, string? Reason, string Hash)
{
    public static AuditItem Of(AuditRow row) => new(
        row.Position, row.Subject, row.OrderId, row.Sequence, row.Type, row.At, row.Actor, row.Actor.Origin, row.Summary, row.Reason, row.Hash);
}
