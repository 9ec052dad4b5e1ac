using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>The answer to a command: the order after it, or why not.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderResult")]
public sealed record OrderResult([property: Id(0)] OrderView? Order, [property: Id(1)] OrderError? Error)
{
    public static implicit operator OrderResult(OrderView order) => new(order, null);
    public static implicit operator OrderResult(OrderError error) => new(null, error);
}

/// <summary>An order as its buyer, its shop or an admin sees it. Property names are those of http-api.md.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderView")]
public sealed record OrderView
{
    [Id(0)] public required OrderId Id { get; init; }
    [Id(1)] public required string Number { get; init; }
    [Id(2), JsonNumberHandling(JsonNumberHandling.WriteAsString)] public required long SellerId { get; init; }
    [Id(3)] public required string SellerName { get; init; }
    [Id(4)] public required Buyer Buyer { get; init; }
    [Id(5)] public required OrderStatus Status { get; init; }
    [Id(6)] public required DateTimeOffset PlacedAt { get; init; }
    [Id(7)] public required DateTimeOffset UpdatedAt { get; init; }
    [Id(8)] public required long Version { get; init; }
    [Id(9)] public required ImmutableArray<OrderLine> Lines { get; init; }
    [Id(10)] public required Money ShippingFee { get; init; }
    [Id(11)] public required Money Total { get; init; }
    [Id(12)] public required Address ShippingAddress { get; init; }
    [Id(13)] public required PaymentSummary Payment { get; init; }
    [Id(14)] public Shipment? Shipment { get; init; }

    /// <summary>When each status was entered; only those that were.</summary>
    [Id(15)] public required ImmutableSortedDictionary<OrderStatus, DateTimeOffset> Timestamps { get; init; }
    [Id(16)] public required ImmutableArray<HistoryItem> History { get; init; }

    /// <summary>What the caller may do now: the statuses to move to, in lower case, and <c>cancel</c>.</summary>
    [Id(17)] public required ImmutableArray<string> AllowedActions { get; init; }
    [Id(18)] public DateTimeOffset? DueAt { get; init; }
    [Id(19)] public int EscalationLevel { get; init; }
    [Id(20)] public required string TrackingToken { get; init; }
    [Id(21)] public string? Note { get; init; }

    /// <summary>Nothing is escalated before then; null: no hold was ever asked for.</summary>
    [Id(22)] public DateTimeOffset? HeldUntil { get; init; }
}

/// <summary>One line of an order's history.</summary>
/// <param name="Sequence">1, 2, 3, … without a gap.</param>
/// <param name="Type">The kind of event: <c>placed</c>, <c>advanced</c>, <c>cancelled</c>.</param>
/// <param name="From">The status before; null for the first.</param>
/// <param name="Note">What was said: a note, or the reason of a cancellation.</param>
[GenerateSerializer, Immutable, Alias("orders.HistoryItem")]
public sealed record HistoryItem(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string Type,
    [property: Id(2)] OrderStatus? From,
    [property: Id(3)] OrderStatus? To,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] Actor Actor,
    [property: Id(6)] string? Note);

public enum PaymentStatus
{
    /// <summary>Nothing was charged yet.</summary>
    Pending = 0,
    Authorized = 1,
    Captured = 2,
    Refunded = 3,
    RefundFailed = 4,
}

[GenerateSerializer, Immutable, Alias("orders.PaymentSummary")]
public sealed record PaymentSummary([property: Id(0)] PaymentStatus Status, [property: Id(1)] Money Refunded);

/// <summary>What anybody with the link may see: no address, no e-mail, no prices.</summary>
/// <param name="SellerId">Not shown: whose feed an open tracking page listens to.</param>
[GenerateSerializer, Immutable, Alias("orders.TrackingView")]
public sealed record TrackingView(
    [property: Id(0)] string Number,
    [property: Id(1)] string SellerName,
    [property: Id(2)] OrderStatus Status,
    [property: Id(3)] long Version,
    [property: Id(4)] ImmutableSortedDictionary<OrderStatus, DateTimeOffset> Timestamps,
    [property: Id(5)] Shipment? Shipment,
    [property: Id(6), JsonIgnore] long SellerId);

/// <summary>An order changed: enough for an open page to know that it must look again. No personal data.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderChanged")]
public sealed record OrderChanged(
    [property: Id(0)] OrderId Id,
    [property: Id(1)] long Version,
    [property: Id(2)] OrderStatus Status,
    [property: Id(3)] long SellerId,
    [property: Id(4)] long BuyerId);
