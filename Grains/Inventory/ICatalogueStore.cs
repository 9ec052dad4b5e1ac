using System.Collections.Immutable;

namespace Orders;

/// <summary>Where products live. A port.</summary>
public interface ICatalogueStore
{
    Task<ProductPage> List(ProductQuery query);

    /// <summary>Those that exist, in any order.</summary>
    Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus);

    /// <summary>Adds or replaces; completes when durable.</summary>
    Task Put(Product product);
}
