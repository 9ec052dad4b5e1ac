using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;

namespace Orders.Web;

// What may be missing is decided by the grain, which names the field: so everything here may be null.

/// <summary>Body of <c>POST /orders</c>.</summary>
public sealed record PlaceOrderRequest(
    [property: Required] IReadOnlyList<OrderLineRequest?>? Lines,
    [property: Required] AddressRequest? ShippingAddress,
    [property: Required] string? PaymentMethod,
    string? Note = null)
{
    public CheckoutRequest ToCommand(Caller caller) => new()
    {
        Buyer = caller.Actor,
        BuyerEmail = caller.Email,
        Lines = [.. (Lines ?? []).Select(l => new CheckoutLine(l?.Sku!, l?.Quantity ?? 0))],
        ShippingAddress = ShippingAddress?.ToAddress()!,
        PaymentMethod = PaymentMethod!,
        Note = Note,
    };
}

public sealed record OrderLineRequest([property: Required] string? Sku, [property: Required] int? Quantity);

/// <param name="Country">Two letters, as in ISO 3166-1.</param>
public sealed record AddressRequest(
    [property: Required] string? Name,
    [property: Required] string? Line1,
    [property: Required] string? City,
    [property: Required] string? PostalCode,
    [property: Required] string? Country,
    string? Line2 = null,
    string? Region = null,
    string? Phone = null)
{
    public Address ToAddress() => new()
    {
        Name = Name!,
        Line1 = Line1!,
        Line2 = Line2,
        City = City!,
        Region = Region,
        PostalCode = PostalCode!,
        Country = Country!,
        Phone = Phone,
    };
}

/// <summary>Body of <c>POST /orders/{id}/transitions</c>.</summary>
/// <param name="To">The status wanted; <c>cancelled</c> takes the note as its reason.</param>
/// <param name="Carrier">With <c>shipped</c>, together with the number; neither: the seller delivers.</param>
public sealed record TransitionRequest([property: Required] OrderStatus? To, string? Note = null, string? Carrier = null, string? TrackingNumber = null);

/// <summary>Body of <c>POST /orders/{id}/cancel</c>.</summary>
public sealed record CancelRequest([property: Required] string? Reason);

/// <summary>Body of <c>POST /orders/bulk-transitions</c>.</summary>
public sealed record BulkTransitionRequest([property: Required] ImmutableArray<string?>? Ids, [property: Required] OrderStatus? To, string? Note = null);
