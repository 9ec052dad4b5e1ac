using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Orders.Tests;

internal sealed class Catalogue : ICatalogueStore
{
    private readonly ConcurrentDictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Faults _faults = new();

    /// <summary>Lets the next question wait or fail.</summary>
    public void BeforeFind(Func<Task> what) => _faults.Once("find", what);

    public Task<ProductPage> List(ProductQuery query) => Task.FromResult(new ProductPage(
        [.. _products.Values.Where(p => query.SellerId is null || p.SellerId == query.SellerId).OrderBy(p => p.Name).Take(query.Limit)], null));

    public async Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus)
    {
        await _faults.Run("find");
        return [.. skus.Select(sku => _products.GetValueOrDefault(sku)).OfType<Product>()];
    }

    public Task Put(Product product)
    {
        _products[product.Sku] = product;
        return Task.CompletedTask;
    }
}
