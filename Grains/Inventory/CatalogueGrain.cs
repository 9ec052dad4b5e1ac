using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>Asks the products' table.</summary>
[StatelessWorker]
public sealed class CatalogueGrain(ICatalogueStore store) : Grain, ICatalogueGrain
{
    public Task<ProductPage> List(ProductQuery query) =>
        store.List(query with { Limit = Math.Clamp(query.Limit, 1, OrderLimits.PageSize), Text = Texts.Clean(query.Text) });

    public Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus) =>
        skus.IsDefaultOrEmpty ? Task.FromResult(ImmutableArray<Product>.Empty) : store.Find(skus);

    public Task Put(Product product)
    {
        var fields = new Fields();
        var clean = product with
        {
            Sku = fields.Required("sku", product.Sku),
            Name = fields.Required("name", product.Name),
            SellerName = fields.Required("sellerName", product.SellerName),
        };
        if (product.Price is not { Minor: >= 0, Currency.Length: 3 }) fields.Refuse("price", "Must not be negative.");
        if (product.Available < 0) fields.Refuse("available", "Must not be negative.");
        return fields.Error is { } error
            ? throw new ArgumentException($"{error.Field}: {error.Message}", nameof(product))
            : store.Put(clean);
    }
}
