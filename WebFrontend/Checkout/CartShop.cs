using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>One product in the cart, as the catalogue has it now.</summary>
public sealed record CartLine(Product Product, int Quantity)
{
    public Money Sum => Product.Price * Quantity;

    public bool IsShort => Product.Available < Quantity;
}

/// <summary>What is in the cart of one shop: one shop, one order.</summary>
public sealed record CartShop(long SellerId, string SellerName, ImmutableArray<CartLine> Lines)
{
    public Money Sum => Lines.Skip(1).Aggregate(Lines[0].Sum, (sum, line) => sum + line.Sum);

    /// <summary>The lines in words that change when and only when the lines do.</summary>
    public string Fingerprint => string.Join(';', Lines.Select(l => $"{l.Product.Sku}*{l.Quantity}"));

    /// <summary>The cart with today's names and prices, by shop. What is no longer sold is left out.</summary>
    public static ImmutableArray<CartShop> Of(Cart cart, IEnumerable<Product> products) =>
        [.. from product in products
            where cart.Quantities.ContainsKey(product.Sku)
            orderby product.SellerName, product.Name, product.Sku
            group new CartLine(product, cart.Quantities[product.Sku]) by (product.SellerId, product.SellerName) into shop
            select new CartShop(shop.Key.SellerId, shop.Key.SellerName, [.. shop])];
}
