using System.Collections.Immutable;

namespace Orders;

/// <summary>A request with the catalogue's names and prices, of one shop.</summary>
public sealed record PricedCheckout(long SellerId, string SellerName, ImmutableArray<OrderLine> Lines, Money ShippingFee);

/// <summary>Puts the catalogue's prices on a request. Pure.</summary>
public static class CheckoutPricing
{
    /// <param name="asked">As the buyer sent it: refusals name its lines.</param>
    /// <param name="lines">The same, cleaned and merged.</param>
    /// <param name="products">What the catalogue knows of them.</param>
    public static (PricedCheckout? Priced, OrderError? Error) Price(
        ImmutableArray<CheckoutLine> asked, ImmutableArray<CheckoutLine> lines, ImmutableArray<Product> products)
    {
        var bySku = products.ToDictionary(p => p.Sku, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!bySku.ContainsKey(line.Sku)) return (null, new InvalidField(Place(asked, line), "There is no such product."));
        }

        var sellers = products.Select(p => p.SellerName).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        if (products.DistinctBy(p => p.SellerId).Count() > 1) return (null, new MixedSellers(sellers));

        var first = bySku[lines[0].Sku];
        if (lines.FirstOrDefault(l => bySku[l.Sku].Price.Currency != first.Price.Currency) is { } other)
            return (null, new InvalidField(Place(asked, other), "Sold in another currency than the lines before."));

        var priced = lines.Select(l => new OrderLine(l.Sku, bySku[l.Sku].Name, l.Quantity, bySku[l.Sku].Price)).ToImmutableArray();
        return (new PricedCheckout(first.SellerId, first.SellerName, priced, Money.Zero(first.Price.Currency)), null);
    }

    private static string Place(ImmutableArray<CheckoutLine> asked, CheckoutLine line)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            if (Texts.Clean(asked[i].Sku) == line.Sku) return $"lines[{i}].sku";
        }

        return "lines";
    }
}
