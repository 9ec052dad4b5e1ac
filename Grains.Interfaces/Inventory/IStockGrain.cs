using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>
/// The stock of one SKU; the key is the SKU. What is available (on hand − reserved) never goes below zero by a reservation.
/// Every change is a row of its ledger, written with it in one transaction. Every command is safe to repeat.
/// </summary>
[Alias("orders.IStockGrain")]
public interface IStockGrain : IGrainWithStringKey
{
    /// <summary>Holds units for an order that is about to be placed. Repeated: the first answer again.</summary>
    /// <param name="order">For which order.</param>
    /// <param name="token">Unguessable and the checkout's own, so that two checkouts with the same order id are told apart.</param>
    /// <param name="quantity">Units.</param>
    /// <returns>Null, or <see cref="OutOfStock"/>, or <see cref="OrderIdTaken"/> where another checkout holds units for that id.</returns>
    [Alias("Reserve")]
    Task<OrderError?> Reserve(OrderId order, string token, int quantity);

    /// <summary>The order was cancelled: gives back what is held for it, once; nothing where nothing is held.</summary>
    [Alias("Release")]
    Task Release(OrderId order, Actor actor, string reason);

    /// <summary>There will be no order: gives back what this checkout holds, once, and nothing that another holds for that id.</summary>
    [Alias("GiveBack")]
    Task GiveBack(OrderId order, string token);

    /// <summary>The order was placed: what it holds is its own until it is shipped or cancelled.</summary>
    [Alias("Confirm")]
    Task Confirm(OrderId order);

    /// <summary>The units left the house: off the shelf and off the reservation, once.</summary>
    [Alias("Ship")]
    Task Ship(OrderId order, Actor actor);

    /// <summary>Adds the product with its opening stock, or changes its name, price and stock.</summary>
    /// <returns>The stock, or <see cref="OrderNotFound"/> where the SKU is another shop's, <see cref="InvalidField"/>,
    /// <see cref="VersionMismatch"/>.</returns>
    [Alias("Put")]
    Task<StockResult> Put(PutStock command);

    /// <summary>Corrects what is on hand. Repeated with the same key: the first answer again.</summary>
    /// <returns>The stock, or <see cref="OrderNotFound"/>, <see cref="InvalidField"/>, <see cref="KeyReused"/>.</returns>
    [Alias("Adjust")]
    Task<StockResult> Adjust(AdjustStock command);

    /// <summary>The stock as the shop that sells it, or an admin, sees it; null for everybody else.</summary>
    [Alias("Get"), ReadOnly]
    Task<StockItem?> Get(Actor caller);

    /// <summary>The ledger, newest first; null where the stock is not the caller's.</summary>
    /// <param name="before">Sequence to go on before; null for the newest.</param>
    /// <param name="limit">1 to <see cref="OrderLimits.PageSize"/>.</param>
    [Alias("Movements"), ReadOnly]
    Task<StockMovementPage?> Movements(Actor caller, long? before, int limit);
}

/// <summary>A shop's stock as a table. A stateless worker; the key is 0.</summary>
[Alias("orders.IInventoryGrain")]
public interface IInventoryGrain : IGrainWithIntegerKey
{
    /// <summary>By name, then SKU. The caller's shop; for an admin all.</summary>
    [Alias("List")]
    Task<StockPage> List(Actor caller, StockQuery query);
}

/// <param name="Text">Part of the name or SKU; null for all.</param>
/// <param name="LowOnly">Only what is at or below its mark.</param>
[GenerateSerializer, Immutable, Alias("orders.StockQuery")]
public sealed record StockQuery(
    [property: Id(0)] string? Text, [property: Id(1)] bool LowOnly, [property: Id(2)] string? Cursor, [property: Id(3)] int Limit);

[GenerateSerializer, Immutable, Alias("orders.StockPage")]
public sealed record StockPage([property: Id(0)] ImmutableArray<StockItem> Items, [property: Id(1)] string? NextCursor);

/// <summary>Property names are those of http-api.md.</summary>
[GenerateSerializer, Immutable, Alias("orders.StockItem")]
public sealed record StockItem
{
    [Id(0)] public required string Sku { get; init; }
    [Id(1)] public required string Name { get; init; }
    [Id(2)] public required Money Price { get; init; }
    [Id(3)] public required int OnHand { get; init; }
    [Id(4)] public required int Reserved { get; init; }

    /// <summary>When available falls to this or below, the shop is told, once until it has risen again; null: never.</summary>
    [Id(5)] public int? LowAt { get; init; }

    /// <summary>The sequence of the last movement.</summary>
    [Id(6)] public required long Version { get; init; }
    public int Available => OnHand - Reserved;
}

/// <summary>The answer to a command: the stock after it, or why not.</summary>
[GenerateSerializer, Immutable, Alias("orders.StockResult")]
public sealed record StockResult([property: Id(0)] StockItem? Item, [property: Id(1)] OrderError? Error)
{
    public static implicit operator StockResult(StockItem item) => new(item, null);
    public static implicit operator StockResult(OrderError error) => new(null, error);
}

/// <param name="Name">Null: as it is. Required for a new product.</param>
/// <param name="Price">Null: as it is. Required for a new product.</param>
/// <param name="OnHand">Null: as it is; for a new product none. For one that is there, the difference is booked as an adjustment.</param>
[GenerateSerializer, Immutable, Alias("orders.PutStock")]
public sealed record PutStock(
    [property: Id(0)] Actor Actor, [property: Id(1)] string? Name, [property: Id(2)] Money? Price, [property: Id(3)] int? OnHand)
{
    /// <inheritdoc cref="StockItem.LowAt"/>
    [Id(4)] public int? LowAt { get; init; }

    /// <summary><see cref="LowAt"/> says nothing: the mark stays what it is.</summary>
    [Id(5)] public bool KeepLowAt { get; init; }

    /// <summary>Whose a new product is to be: required then, and for people the shop they work for.</summary>
    [Id(6)] public StockOwner? Owner { get; init; }

    /// <summary>Refused unless the stock stands at this version; null: whatever it is.</summary>
    [Id(7)] public long? ExpectedVersion { get; init; }
}

[GenerateSerializer, Immutable, Alias("orders.StockOwner")]
public sealed record StockOwner([property: Id(0)] long SellerId, [property: Id(1)] string SellerName);

/// <param name="Delta">Units more, or with a minus fewer; not below what is reserved.</param>
/// <param name="Reason">Required; kept in the ledger.</param>
[GenerateSerializer, Immutable, Alias("orders.AdjustStock")]
public sealed record AdjustStock([property: Id(0)] Actor Actor, [property: Id(1)] int Delta, [property: Id(2)] string Reason)
{
    /// <summary>A repeat with the same key gives the first answer again.</summary>
    [Id(3)] public string? CommandKey { get; init; }
}

/// <summary>Stored as its number: append, never renumber.</summary>
public enum StockMovementKind
{
    /// <summary>What was there when the ledger began.</summary>
    Opening = 0,
    Adjusted = 1,
    Reserved = 2,
    Released = 3,
    Shipped = 4,
}

/// <summary>A row of the ledger: on hand is the sum of <see cref="OnHandChange"/>, reserved the sum of <see cref="ReservedChange"/>.</summary>
[GenerateSerializer, Immutable, Alias("orders.StockMovement")]
public sealed record StockMovement
{
    [Id(0)] public required long Sequence { get; init; }
    [Id(1)] public required DateTimeOffset At { get; init; }
    [Id(2)] public required StockMovementKind Kind { get; init; }
    [Id(3)] public required int OnHandChange { get; init; }
    [Id(4)] public required int ReservedChange { get; init; }
    [Id(5)] public required int OnHand { get; init; }
    [Id(6)] public required int Reserved { get; init; }
    [Id(7)] public OrderId? Order { get; init; }
    [Id(8)] public required Actor Actor { get; init; }
    [Id(9)] public string? Reason { get; init; }
}

[GenerateSerializer, Immutable, Alias("orders.StockMovementPage")]
public sealed record StockMovementPage([property: Id(0)] ImmutableArray<StockMovement> Items, [property: Id(1)] long? Before);
