using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>What can be bought. A stateless worker over the products' table; the key is 0.</summary>
[Alias("orders.ICatalogueGrain")]
public interface ICatalogueGrain : IGrainWithIntegerKey
{
    /// <summary>A page of products by name, then SKU.</summary>
    [Alias("List")]
    Task<ProductPage> List(ProductQuery query);

    /// <summary>The products with these SKUs; unknown ones are left out.</summary>
    [Alias("Find")]
    Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus);

    /// <summary>
    /// Adds a product with its opening stock, or changes name and price of the one with its SKU, whose stock stays what it is: that
    /// is changed at <see cref="IStockGrain"/>.
    /// </summary>
    /// <exception cref="ArgumentException">Something about it cannot be, or the SKU is another shop's.</exception>
    [Alias("Put")]
    Task Put(Product product);
}

/// <param name="Text">Part of the name or SKU; null for all.</param>
/// <param name="Cursor">From the page before; null for the first page.</param>
/// <param name="Limit">1 to <see cref="OrderLimits.PageSize"/>.</param>
[GenerateSerializer, Immutable, Alias("orders.ProductQuery")]
public sealed record ProductQuery(
    [property: Id(0)] string? Text,
    [property: Id(1)] long? SellerId,
    [property: Id(2)] string? Cursor,
    [property: Id(3)] int Limit);

[GenerateSerializer, Immutable, Alias("orders.ProductPage")]
public sealed record ProductPage(
    [property: Id(0)] ImmutableArray<Product> Items,
    [property: Id(1)] string? NextCursor);

/// <summary>Property names are those of http-api.md.</summary>
/// <param name="Available">Units that can be bought now.</param>
[GenerateSerializer, Immutable, Alias("orders.Product")]
public sealed record Product(
    [property: Id(0)] string Sku,
    [property: Id(1)] string Name,
    [property: Id(2), JsonNumberHandling(JsonNumberHandling.WriteAsString)] long SellerId,
    [property: Id(3)] string SellerName,
    [property: Id(4)] Money Price,
    [property: Id(5)] int Available);
