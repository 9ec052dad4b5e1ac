using System.Collections.Immutable;

namespace Orders;

/// <summary>What a checkout does next, and what it takes back. Pure.</summary>
public static class CheckoutSteps
{
    /// <summary>
    /// A checkout that has not placed its order by then gives everything back. A reservation exists only under a checkout or an
    /// order, so this is also how long units can be held for nobody.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Order ids that are tried where one belongs to somebody else.</summary>
    public const int MostIds = 5;

    public static OrderDetails Fix(CheckoutRequest clean, PricedCheckout priced, OrderId id) => new()
    {
        Number = "0", // taken when nothing can be refused any more, so that refused checkouts leave no gap
        SellerId = priced.SellerId,
        SellerName = priced.SellerName,
        Buyer = new Buyer(clean.Buyer.Id, clean.Buyer.Name, clean.BuyerEmail),
        Lines = priced.Lines,
        ShippingFee = priced.ShippingFee,
        ShippingAddress = clean.ShippingAddress,
        PaymentMethod = clean.PaymentMethod,
        Note = clean.Note,
        TrackingToken = TrackingToken.New(id),
    };

    /// <summary>A look at the catalogue before anything is written: most of the buyers of what is sold out get no further.</summary>
    public static OutOfStock? SoldOut(ImmutableArray<CheckoutLine> lines, ImmutableArray<Product> products)
    {
        foreach (var line in lines)
        {
            if (products.FirstOrDefault(p => p.Sku == line.Sku) is { } product && product.Available < line.Quantity)
                return new OutOfStock(product.Sku, product.Available);
        }

        return null;
    }

    /// <summary>In the same order for everybody: of two who want the same two last units, one gets both, not each of them one.</summary>
    public static IEnumerable<OrderLine> InReservingOrder(OrderDetails details) => details.Lines.OrderBy(l => l.Sku, StringComparer.Ordinal);

    public static bool IsExpired(CheckoutState state, DateTimeOffset now) => now - state.FixedAt >= Patience;

    /// <summary>Null: it costs nothing, and no provider charges that.</summary>
    public static Money? ToPay(OrderDetails details) => details.Total.Minor == 0 ? null : details.Total;

    /// <summary>It ends here; otherwise it goes on later by itself.</summary>
    public static bool IsFinal(OrderError refusal) => refusal is not PaymentUnavailable;

    /// <summary>Whether money may have moved for it. Without stock none was asked for; what was declined did not move.</summary>
    public static bool MayBeCharged(OrderError? refusal) => refusal is not (OutOfStock or PaymentDeclined);
}
