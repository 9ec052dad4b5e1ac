using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>
/// One attempt of a buyer to buy; the key is (buyer, idempotency key). The first call fixes the order's id; every later call
/// with the same content gives the same answer.
/// </summary>
[Alias("orders.ICheckoutGrain")]
public interface ICheckoutGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>
    /// Prices the lines from the catalogue, holds their stock, charges the buyer and places the order. A crash at any point ends in
    /// the order, charged once and holding its stock, or in nothing: no order, no charge, no stock held.
    /// </summary>
    /// <returns>The order, or <see cref="InvalidField"/>, <see cref="MixedSellers"/>, <see cref="OutOfStock"/>,
    /// <see cref="PaymentDeclined"/>, or <see cref="KeyReused"/> where the key came with other content before. A refused checkout does
    /// not use up its key. <see cref="PaymentUnavailable"/> is no refusal: the checkout goes on by itself, and the same call later
    /// tells how it ended.</returns>
    [Alias("Place")]
    Task<OrderResult> Place(CheckoutRequest request);

    /// <summary>Goes on with what a crash has interrupted; nothing where there is nothing.</summary>
    [Alias("Resume"), OneWay]
    Task Resume();

    /// <summary>Whether a call with this key is being worked on at this moment.</summary>
    [Alias("IsRunning"), AlwaysInterleave]
    Task<bool> IsRunning();
}

/// <summary>What a buyer wants. Prices and names are not the caller's to say.</summary>
[GenerateSerializer, Immutable, Alias("orders.CheckoutRequest")]
public sealed record CheckoutRequest
{
    [Id(0)] public required Actor Buyer { get; init; }
    [Id(1)] public required string BuyerEmail { get; init; }
    [Id(2)] public required ImmutableArray<CheckoutLine> Lines { get; init; }
    [Id(3)] public required Address ShippingAddress { get; init; }
    [Id(4)] public required string PaymentMethod { get; init; }
    [Id(5)] public string? Note { get; init; }
}

[GenerateSerializer, Immutable, Alias("orders.CheckoutLine")]
public sealed record CheckoutLine([property: Id(0)] string Sku, [property: Id(1)] int Quantity);
