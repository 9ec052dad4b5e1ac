using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>Asks the products' table. What is written goes through the stock of the SKU, which owns both.</summary>
[StatelessWorker]
public sealed class CatalogueGrain(ICatalogueStore store) : Grain, ICatalogueGrain
{
    private static readonly Actor Catalogue = Actor.System("Catalogue");

    public Task<ProductPage> List(ProductQuery query) =>
        store.List(query with { Limit = Math.Clamp(query.Limit, 1, OrderLimits.PageSize), Text = Texts.Clean(query.Text) });

    public Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus) =>
        skus.IsDefaultOrEmpty ? Task.FromResult(ImmutableArray<Product>.Empty) : store.Find(skus);

    public async Task Put(Product product)
    {
        if (Texts.Clean(product.Sku) is null) throw new ArgumentException("sku: Required.", nameof(product));
        var known = await store.Find([product.Sku]);
        var (_, error) = await GrainFactory.GetGrain<IStockGrain>(product.Sku).Put(
            new PutStock(Catalogue, product.Name, product.Price, known.IsEmpty ? product.Available : null)
            {
                KeepLowAt = true,
                Owner = new StockOwner(product.SellerId, product.SellerName),
            });
        if (error is InvalidField field) throw new ArgumentException($"{field.Field}: {field.Message}", nameof(product));
        if (error is not null) throw new ArgumentException($"The SKU {product.Sku} is another shop's.", nameof(product));
    }
}
