using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Where orders live. One append is one transaction: the row that lists read, and the events. A port, so that the grain does
/// not know which database or engine stands behind it.
/// </summary>
public interface IOrderStore
{
    /// <summary>All events of an order in sequence, and where to append; null where there is no such order.</summary>
    Task<StoredOrder?> Load(OrderId id);

    /// <summary>Appends. Completes when the commit is durable.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The order is not at <see cref="OrderAppend.Head"/> any more (or,
    /// for a first append, exists already). Nothing was written.</exception>
    Task<OrderHead> Append(OrderAppend append);

    /// <summary>Moves the order's deadline in its row, without an event: it follows from the events and the shop's policy.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The order is not at this head any more. Nothing was written.</exception>
    Task Reschedule(OrderId id, OrderHead head, DateTimeOffset? dueAt);
}

/// <summary>An order as read back.</summary>
/// <param name="DueAt">The deadline in its row.</param>
public sealed record StoredOrder(ImmutableArray<OrderEvent> Events, OrderHead Head, DateTimeOffset? DueAt = null);

/// <summary>The end of an order's events: what the next append must find. Opaque to the grain, which hands it back.</summary>
/// <param name="Version">The sequence of the last event; 0 before the first.</param>
/// <param name="Position">Where the last event is stored; 0 before the first.</param>
/// <param name="Hash">SHA-256 over the last event and the hash of the one before it; empty before the first.</param>
public sealed record OrderHead(long Version, long Position, ImmutableArray<byte> Hash)
{
    public static OrderHead None { get; } = new(0, 0, []);
}

/// <param name="Head">As returned by the last <see cref="IOrderStore.Load"/> or <see cref="IOrderStore.Append"/>.</param>
/// <param name="Row">The order after the events.</param>
/// <param name="PreviousStatus">The status stored now, for the counts per shop; null for a first append.</param>
/// <param name="Events">One or more, in sequence from <c>Head.Version + 1</c>.</param>
/// <param name="Listing">With the first append only: what lists show and search and what never changes.</param>
public sealed record OrderAppend(
    OrderHead Head, OrderRow Row, OrderStatus? PreviousStatus, ImmutableArray<OrderEvent> Events, OrderListing? Listing)
{
    /// <summary>Who has to confirm which of the events: written in the same transaction (<see cref="IOutboxStore"/>). By default nobody.</summary>
    public ImmutableArray<AwaitedConfirmation> Awaited { get; init; } = [];

    /// <summary>When the relay publishes again what is not confirmed by then.</summary>
    public DateTimeOffset RelayAt { get; init; }
}

public readonly record struct AwaitedConfirmation(long Sequence, OrderConsumer Consumer);

/// <summary>The narrow row that every transition rewrites.</summary>
public sealed record OrderRow(
    OrderId Id, long SellerId, long BuyerId, OrderStatus Status, long Version, DateTimeOffset UpdatedAt, long TotalMinor,
    DateTimeOffset? DueAt, int EscalationLevel);

/// <summary>The wide rest of a list's row, written once.</summary>
/// <param name="SearchText">Number, buyer's name and e-mail, item names and SKUs.</param>
public sealed record OrderListing(
    string Number, string SellerName, string BuyerName, string BuyerEmail, string Currency, string Headline,
    string TrackingToken, string SearchText);
