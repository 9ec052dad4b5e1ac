using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The query parameters of a shop's stock list.</summary>
public sealed record StockFilter(StockQuery Query, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<StockFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<StockFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        var query = new StockQuery(
            read.Text("q", OrderLimits.SearchText), read.Flag("low") == true, read.Text("cursor", QueryReader.CursorLength), read.Limit());
        return ValueTask.FromResult<StockFilter?>(new StockFilter(query, read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var p in (ParameterDocumentation[])
        [
            new("q", "query", "string", "Part of the name or SKU."),
            new("low", "query", "boolean", "Only what is at or below its low-stock mark."),
            .. QueryReader.Paging,
        ]) builder.Metadata.Add(p);
    }
}

/// <summary>The query parameters of a ledger.</summary>
public sealed record MovementFilter(long? Before, int Limit, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<MovementFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<MovementFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        var (before, limit) = (read.Id("cursor"), read.Limit());
        return ValueTask.FromResult<MovementFilter?>(new MovementFilter(before, limit, read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var p in QueryReader.Paging) builder.Metadata.Add(p);
    }
}
