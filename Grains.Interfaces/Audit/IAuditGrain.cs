using System.Collections.Immutable;

namespace Orders;

/// <summary>Who changed what. A stateless worker over the event rows of orders and over those of everything else; the key is 0.</summary>
[Alias("orders.IAuditGrain")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Newest first. A shop sees its own, an admin all, others nothing. A page is bounded in work as well as in rows: with narrow
    /// filters it may hold fewer rows than its limit, even none, although more follow: only a page without a cursor is the last.
    /// </summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of a page.</exception>
    [Alias("List")]
    Task<AuditPage> List(Actor caller, AuditQuery query);
}

/// <summary>What to show of the audit log; what is null does not filter.</summary>
[GenerateSerializer, Immutable, Alias("orders.AuditQuery")]
public sealed record AuditQuery
{
    /// <summary>Only this order's events, and what was done for it: stock, payment.</summary>
    [Id(0)] public OrderId? Order { get; init; }

    /// <summary>Part of the name of who did it, or the account's id.</summary>
    [Id(1)] public string? Actor { get; init; }

    /// <summary>Only rows of this kind: <c>order</c>, <c>stock</c>, <c>preferences</c>, <c>webhook</c>.</summary>
    [Id(2)] public string? Kind { get; init; }
    [Id(3)] public DateTimeOffset? From { get; init; }
    [Id(4)] public DateTimeOffset? To { get; init; }
    [Id(5)] public string? Cursor { get; init; }
    [Id(6)] public int Limit { get; init; } = OrderLimits.DefaultPageSize;
}

[GenerateSerializer, Immutable, Alias("orders.AuditPage")]
public sealed record AuditPage([property: Id(0)] ImmutableArray<AuditRow> Items, [property: Id(1)] string? NextCursor);

/// <param name="Position">Grows with every row of any kind; no number is left out.</param>
/// <param name="Subject">What changed: <c>order:…</c>, <c>stock:SKU</c>, <c>preferences:…</c>, <c>webhook:…</c>.</param>
/// <param name="Sequence">Of the subject's rows: 1, 2, 3, …</param>
/// <param name="Type">What happened: <c>placed</c>, <c>advanced</c>, <c>adjusted</c>, …</param>
/// <param name="Summary">In words.</param>
/// <param name="Hash">Over the row and the hash of the subject's row before; hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("orders.AuditRow")]
public sealed record AuditRow(
    [property: Id(0)] long Position,
    [property: Id(1)] string Subject,
    [property: Id(2)] OrderId? OrderId,
    [property: Id(3)] long Sequence,
    [property: Id(4)] string Type,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] Actor Actor,
    [property: Id(7)] string Summary,
    [property: Id(8)] string? Reason,
    [property: Id(9)] string Hash);
