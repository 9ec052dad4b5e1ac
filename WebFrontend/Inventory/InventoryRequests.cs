using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Orders.Web;

/// <summary>Body of <c>PUT /inventory/{sku}</c>: what GET answers, changed.</summary>
/// <param name="Sku">Must be the one in the address.</param>
/// <param name="Name">Left out: as it is. A new product needs one.</param>
/// <param name="Price">Left out: as it is. A new product needs one.</param>
/// <param name="OnHand">Left out: as it is. A difference is booked as an adjustment.</param>
/// <param name="Reserved">Not taken: orders decide it.</param>
/// <param name="Available">Not taken: on hand less what is reserved.</param>
/// <param name="LowAt">When available falls to it, the shop is told; left out or null: never.</param>
/// <param name="Version">Where it is sent, the number on hand is only taken if nothing has moved since (412), as with If-Match.</param>
public sealed record PutStockRequest(
    string? Sku = null, string? Name = null, Money? Price = null, int? OnHand = null, int? Reserved = null, int? Available = null,
    int? LowAt = null, long? Version = null)
{
    public PutStock ToCommand(Caller caller) => new(caller.Actor, Name, Price, OnHand)
    {
        LowAt = LowAt,
        Owner = caller.Actor.SellerId is { } shop ? new StockOwner(shop, caller.SellerName ?? "") : null,
    };
}

/// <summary>Body of <c>POST /inventory/{sku}/adjustments</c>.</summary>
/// <param name="Delta">Units more, or with a minus fewer.</param>
/// <param name="Reason">Kept in the ledger.</param>
public sealed record AdjustmentRequest([property: Required] int? Delta, [property: Required] string? Reason);

/// <summary>A page of a ledger.</summary>
public sealed record MovementsResponse(ImmutableArray<StockMovement> Items, string? NextCursor)
{
    public static MovementsResponse Of(StockMovementPage page) => new(page.Items, page.Before?.ToString(CultureInfo.InvariantCulture));
}
