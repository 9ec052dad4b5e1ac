using System.Collections.Immutable;

namespace Orders;

/// <summary>Why a command was refused: one named record per reason. Nothing was written. Exceptions are for bugs and for the world failing.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderError")]
public abstract record OrderError;

/// <summary>There is no such order, or it is not the caller's: the two look the same.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderNotFound")]
public sealed record OrderNotFound : OrderError;

/// <summary>There is no such step from where the order stands, or not for the caller.</summary>
/// <param name="Allowed">The statuses that the caller could move the order to.</param>
[GenerateSerializer, Immutable, Alias("orders.IllegalTransition")]
public sealed record IllegalTransition(
    [property: Id(0)] OrderStatus From,
    [property: Id(1)] OrderStatus To,
    [property: Id(2)] ImmutableArray<OrderStatus> Allowed) : OrderError;

/// <summary>A field of the command is missing, too long or otherwise unusable.</summary>
/// <param name="Field">Its name as in the API, e.g. <c>lines[0].sku</c>.</param>
[GenerateSerializer, Immutable, Alias("orders.InvalidField")]
public sealed record InvalidField([property: Id(0)] string Field, [property: Id(1)] string Message) : OrderError;

/// <summary>The caller expected another version: somebody else was faster.</summary>
[GenerateSerializer, Immutable, Alias("orders.VersionMismatch")]
public sealed record VersionMismatch([property: Id(0)] long Expected, [property: Id(1)] long Actual) : OrderError;

/// <summary>The key was used before, for something else.</summary>
[GenerateSerializer, Immutable, Alias("orders.KeyReused")]
public sealed record KeyReused : OrderError;

/// <summary>The id is taken by another order: the caller picks another.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderIdTaken")]
public sealed record OrderIdTaken : OrderError;

/// <summary>One order is one shop's.</summary>
[GenerateSerializer, Immutable, Alias("orders.MixedSellers")]
public sealed record MixedSellers([property: Id(0)] ImmutableArray<string> Sellers) : OrderError;

/// <summary>The shop has fewer units than were asked for.</summary>
[GenerateSerializer, Immutable, Alias("orders.OutOfStock")]
public sealed record OutOfStock([property: Id(0)] string Sku, [property: Id(1)] int Available) : OrderError;

/// <summary>The payment provider refused to charge.</summary>
/// <param name="Reason">What it said, in words for the buyer.</param>
[GenerateSerializer, Immutable, Alias("orders.PaymentDeclined")]
public sealed record PaymentDeclined([property: Id(0)] string Reason) : OrderError;

/// <summary>The payment provider does not answer. The checkout goes on by itself; the same call later tells how it ended.</summary>
[GenerateSerializer, Immutable, Alias("orders.PaymentUnavailable")]
public sealed record PaymentUnavailable : OrderError;

/// <summary>The webhook endpoint is switched off: nothing is sent there until it is taken back into service.</summary>
[GenerateSerializer, Immutable, Alias("orders.WebhookSwitchedOff")]
public sealed record WebhookSwitchedOff : OrderError;
