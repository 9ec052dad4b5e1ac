using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The query parameters of the product list.</summary>
public sealed record ProductFilter(ProductQuery Query, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<ProductFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<ProductFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        var query = new ProductQuery(read.Text("q", OrderLimits.SearchText), read.Id("seller"), read.Text("cursor", QueryReader.CursorLength), read.Limit());
        return ValueTask.FromResult<ProductFilter?>(new ProductFilter(query, read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var p in (ParameterDocumentation[])
        [
            new("q", "query", "string", "Part of the name or SKU."),
            new("seller", "query", "string", "A shop's id."),
            .. QueryReader.Paging,
        ]) builder.Metadata.Add(p);
    }
}
