using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>What can be bought, for everybody.</summary>
public static class ProductsApi
{
    public static void MapProductsApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/products", List).WithTags("products").Refuses(400);

    /// <summary>Products by name, a page at a time.</summary>
    internal static async Task<Ok<ProductPage>> List(ProductFilter filter, IGrainFactory grains) =>
        TypedResults.Ok(await grains.GetGrain<ICatalogueGrain>(0).List(filter.Query));
}
