using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>The catalogue's side of the stocks.</summary>
internal sealed class Catalogue(InMemoryStock stock) : ICatalogueStore
{
    public Task<ProductPage> List(ProductQuery query) => Task.FromResult(new ProductPage(
        [.. stock.All.Select(Of).Where(p => query.SellerId is null || p.SellerId == query.SellerId).OrderBy(p => p.Name).Take(query.Limit)], null));

    public Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus) =>
        Task.FromResult<ImmutableArray<Product>>([.. skus.Select(stock.Peek).OfType<StockState>().Select(Of)]);

    private static Product Of(StockState s) => new(s.Sku, s.Name, s.Owner.SellerId, s.Owner.SellerName, s.Price, s.Available);
}
