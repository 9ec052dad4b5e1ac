using System.Collections.Immutable;

namespace Orders;

/// <summary>What is held for an order until it is shipped or given back.</summary>
/// <param name="Token">The checkout's that holds it.</param>
/// <param name="Confirmed">The order was placed: until then only the checkout stands behind it.</param>
public sealed record StockReservation(OrderId Order, string Token, int Quantity, bool Confirmed);

/// <summary>The stock of one SKU. Changed by <see cref="StockDecider"/> alone.</summary>
public sealed record StockState
{
    public required string Sku { get; init; }
    public required string Name { get; init; }
    public required Money Price { get; init; }
    public required StockOwner Owner { get; init; }
    public required int OnHand { get; init; }

    /// <summary>The sum of the reservations.</summary>
    public required int Reserved { get; init; }
    public int? LowAt { get; init; }

    /// <summary>The sequence of the last movement.</summary>
    public required long Version { get; init; }
    public ImmutableDictionary<OrderId, StockReservation> Reservations { get; init; } = ImmutableDictionary<OrderId, StockReservation>.Empty;

    public int Available => OnHand - Reserved;

    /// <summary>At its mark or below: the shop is to know.</summary>
    public bool IsLow => Available <= LowAt;

    public StockItem Item => new()
    {
        Sku = Sku,
        Name = Name,
        Price = Price,
        OnHand = OnHand,
        Reserved = Reserved,
        LowAt = LowAt,
        Version = Version,
    };

    /// <summary>The shop that sells it, an admin and the system see a stock; for everybody else there is none.</summary>
    public bool IsSeenBy(Actor caller) => caller.WorksFor(Owner.SellerId) || caller.Role is Role.Admin or Role.System;

    /// <summary>Changing it is the shop's.</summary>
    public bool IsRunBy(Actor caller) => caller.WorksFor(Owner.SellerId) || caller.Role is Role.System;
}
