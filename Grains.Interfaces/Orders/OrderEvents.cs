using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>
/// Something that happened to an order. An order is the fold of its events: they are its state, its history, its audit log and
/// its outbox at once. They are stored as JSON for good: add fields, never change the meaning of one.
/// </summary>
/// <param name="Sequence">1, 2, 3, … without a gap; also the order's version after it.</param>
/// <param name="At">When it happened (for an import: when the source says it did).</param>
/// <param name="Actor">Who did it.</param>
/// <param name="CommandKey">The caller's key of the command, so that a repeat is recognised; null where none was given.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrderPlaced), "placed")]
[JsonDerivedType(typeof(OrderAdvanced), "advanced")]
[JsonDerivedType(typeof(OrderCancelled), "cancelled")]
[JsonDerivedType(typeof(OrderRefunded), "refunded")]
[JsonDerivedType(typeof(OrderRefundFailed), "refundFailed")]
[JsonDerivedType(typeof(OrderEscalated), "escalated")]
[JsonDerivedType(typeof(OrderHeld), "held")]
[GenerateSerializer, Immutable, Alias("orders.OrderEvent")]
public abstract record OrderEvent(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] string? CommandKey);

/// <summary>The order came in: everything about it that does not change.</summary>
/// <param name="Captured">What was charged before it was placed; null: nothing (an import, or an order from before payments).</param>
[GenerateSerializer, Immutable, Alias("orders.OrderPlaced")]
public sealed record OrderPlaced(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] OrderDetails Details,
    [property: Id(1)] Money? Captured = null) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>The shop moved the order on.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderAdvanced")]
public sealed record OrderAdvanced(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] OrderStatus From,
    [property: Id(1)] OrderStatus To,
    [property: Id(2)] string? Note,
    [property: Id(3)] Shipment? Shipment) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>The order was stopped.</summary>
/// <param name="InDigest">By the escalation policy, with many others: the shop's people are told of them in one message.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderCancelled")]
public sealed record OrderCancelled(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] OrderStatus From,
    [property: Id(1)] string Reason,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool InDigest = false) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>The buyer has the money back.</summary>
/// <param name="Amount">What was given back by this refund.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderRefunded")]
public sealed record OrderRefunded(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] Money Amount) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>The money could not be given back. It is tried again by itself, unless <see cref="GivenUp"/>.</summary>
/// <param name="Amount">What is still owed.</param>
/// <param name="Reason">What the payment provider said, in words for the shop.</param>
/// <param name="GivenUp">All tries are used up: somebody has to press the button.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderRefundFailed")]
public sealed record OrderRefundFailed(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] Money Amount,
    [property: Id(1)] string Reason,
    [property: Id(2)] bool GivenUp) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>The order stayed where it is for longer than the shop's policy allows.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Action">To remind or to mark as overdue; what cancels or closes is an event of that kind, with the policy as its reason.</param>
/// <param name="After">The policy's limit.</param>
/// <param name="InDigest">Many orders fell due at once: people are told of them in one message.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderEscalated")]
public sealed record OrderEscalated(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] OrderStatus Status,
    [property: Id(1)] EscalationAction Action,
    [property: Id(2)] TimeSpan After,
    [property: Id(3)] bool InDigest) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>The shop knows: nothing is escalated before then.</summary>
/// <param name="Until">A moment that has passed ends an earlier hold.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderHeld")]
public sealed record OrderHeld(
    long Sequence, DateTimeOffset At, Actor Actor, string? CommandKey,
    [property: Id(0)] DateTimeOffset Until,
    [property: Id(1)] string? Reason) : OrderEvent(Sequence, At, Actor, CommandKey);

/// <summary>What is fixed when an order is placed. Prices and names are those of that moment.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderDetails")]
public sealed record OrderDetails
{
    [Id(0)] public required string Number { get; init; }
    [Id(1)] public required long SellerId { get; init; }
    [Id(2)] public required string SellerName { get; init; }
    [Id(3)] public required Buyer Buyer { get; init; }
    [Id(4)] public required ImmutableArray<OrderLine> Lines { get; init; }
    [Id(5)] public required Money ShippingFee { get; init; }
    [Id(6)] public required Address ShippingAddress { get; init; }
    [Id(7)] public required string PaymentMethod { get; init; }
    [Id(8)] public string? Note { get; init; }

    /// <summary>Lets whoever has it follow the order without signing in: unguessable, and begins with the order's id.</summary>
    [Id(9)] public required string TrackingToken { get; init; }

    /// <summary>What the order is called in the system it was imported from.</summary>
    [Id(10)] public string? ExternalReference { get; init; }

    /// <summary>Lines and shipping.</summary>
    [JsonIgnore]
    public Money Total => Lines.Aggregate(ShippingFee, (sum, line) => sum + line.LineTotal);
}

/// <summary>The buyer as known when the order was placed.</summary>
[GenerateSerializer, Immutable, Alias("orders.Buyer")]
public sealed record Buyer(
    [property: Id(0), JsonNumberHandling(JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString)] long Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Email);

/// <summary>One item of an order, at the price of the moment it was placed.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderLine")]
public sealed record OrderLine(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Money UnitPrice)
{
    public Money LineTotal => UnitPrice * Quantity;
}

[GenerateSerializer, Immutable, Alias("orders.Address")]
public sealed record Address
{
    [Id(0)] public required string Name { get; init; }
    [Id(1)] public required string Line1 { get; init; }
    [Id(2)] public string? Line2 { get; init; }
    [Id(3)] public required string City { get; init; }
    [Id(4)] public string? Region { get; init; }
    [Id(5)] public required string PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    [Id(6)] public required string Country { get; init; }
    [Id(7)] public string? Phone { get; init; }
}

/// <summary>How the parcel travels. Without a carrier the seller delivers.</summary>
[GenerateSerializer, Immutable, Alias("orders.Shipment")]
public sealed record Shipment(
    [property: Id(0)] string? Carrier,
    [property: Id(1)] string? TrackingNumber)
{
    /// <summary>The carrier's page for this parcel, or null where the carrier is not one of <see cref="Carriers"/>.</summary>
    public string? TrackingUrl => Carriers.TrackingUrl(Carrier, TrackingNumber);
}
