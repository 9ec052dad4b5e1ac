using System.Collections.Immutable;

namespace Orders;

/// <summary>Products as buyers see them. A port that only reads: what changes them is <see cref="IStockStore"/>.</summary>
public interface ICatalogueStore
{
    Task<ProductPage> List(ProductQuery query);

    /// <summary>Those that exist, in any order.</summary>
    Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus);
}
