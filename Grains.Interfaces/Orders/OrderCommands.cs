using System.Collections.Immutable;

namespace Orders;

/// <summary>Places the order whose id the checkout has fixed.</summary>
/// <param name="Actor">The buyer.</param>
/// <param name="CommandKey">The checkout's key: a repeat with the same key gives the first answer again.</param>
/// <param name="Details">Checked and priced by the checkout.</param>
[GenerateSerializer, Immutable, Alias("orders.PlaceOrder")]
public sealed record PlaceOrder(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string CommandKey,
    [property: Id(2)] OrderDetails Details)
{
    /// <summary>What the checkout has charged; null: nothing.</summary>
    [Id(3)] public Money? Captured { get; init; }
}

/// <summary>Moves the order to its next status.</summary>
/// <param name="Actor">Somebody of the order's shop, or the system.</param>
/// <param name="To">The status wanted. <see cref="OrderStatus.Cancelled"/> is the same as <see cref="CancelOrder"/> with the note as
/// its reason.</param>
[GenerateSerializer, Immutable, Alias("orders.AdvanceOrder")]
public sealed record AdvanceOrder([property: Id(0)] Actor Actor, [property: Id(1)] OrderStatus To)
{
    [Id(2)] public string? Note { get; init; }
    [Id(3)] public string? Carrier { get; init; }
    [Id(4)] public string? TrackingNumber { get; init; }

    /// <summary>Refused unless the order stands at this version; null: whatever it is.</summary>
    [Id(5)] public long? ExpectedVersion { get; init; }

    /// <summary>A repeat with the same key gives the first answer again.</summary>
    [Id(6)] public string? CommandKey { get; init; }
}

/// <summary>Stops the order.</summary>
/// <param name="Actor">Its buyer, somebody of its shop, or the system.</param>
/// <param name="Reason">Required; shown to both sides.</param>
[GenerateSerializer, Immutable, Alias("orders.CancelOrder")]
public sealed record CancelOrder([property: Id(0)] Actor Actor, [property: Id(1)] string Reason)
{
    /// <inheritdoc cref="AdvanceOrder.ExpectedVersion"/>
    [Id(2)] public long? ExpectedVersion { get; init; }

    /// <inheritdoc cref="AdvanceOrder.CommandKey"/>
    [Id(3)] public string? CommandKey { get; init; }
}

/// <summary>Writes into the order's history what became of a refund.</summary>
/// <param name="Actor">The system, or who pressed the button.</param>
/// <param name="CommandKey">The same for the same try: a repeat writes nothing.</param>
/// <param name="Amount">What was given back, or with a <see cref="Failure"/> what is still owed.</param>
[GenerateSerializer, Immutable, Alias("orders.RecordRefund")]
public sealed record RecordRefund([property: Id(0)] Actor Actor, [property: Id(1)] string CommandKey, [property: Id(2)] Money Amount)
{
    /// <summary>Why it failed; null: it worked.</summary>
    [Id(3)] public string? Failure { get; init; }

    /// <summary>It will not be tried again by itself.</summary>
    [Id(4)] public bool GivenUp { get; init; }
}

/// <summary>Puts off whatever the escalation policy would do: a snooze, or a hold with a reason.</summary>
/// <param name="Actor">Somebody of the order's shop.</param>
/// <param name="Until">A year ahead at most; a moment that has passed ends an earlier hold.</param>
[GenerateSerializer, Immutable, Alias("orders.HoldOrder")]
public sealed record HoldOrder(
    [property: Id(0)] Actor Actor, [property: Id(1)] DateTimeOffset Until, [property: Id(2)] string? Reason);

/// <summary>
/// Brings in an order with its past, in one transaction: placed, then each step at its historical time. Every step is checked
/// against <see cref="OrderTransitions"/> like any other.
/// </summary>
/// <param name="Actor">The system, named after the import.</param>
/// <param name="PlacedAt">When it was placed; must agree with the order's id.</param>
/// <param name="Details">With <see cref="OrderDetails.ExternalReference"/> set: a repeat of the same reference does nothing.</param>
/// <param name="Steps">In the order in which they are to be applied. Their times are kept as given, even if they run backwards.</param>
[GenerateSerializer, Immutable, Alias("orders.ImportOrder")]
public sealed record ImportOrder(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] DateTimeOffset PlacedAt,
    [property: Id(2)] OrderDetails Details,
    [property: Id(3)] ImmutableArray<ImportStep> Steps);

/// <param name="To">The status reached.</param>
/// <param name="At">When.</param>
/// <param name="Note">For a cancellation: the reason, required.</param>
/// <param name="Shipment">For <see cref="OrderStatus.Shipped"/>: how it travelled; null: the seller delivered.</param>
[GenerateSerializer, Immutable, Alias("orders.ImportStep")]
public sealed record ImportStep(
    [property: Id(0)] OrderStatus To,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string? Note = null,
    [property: Id(3)] Shipment? Shipment = null);
