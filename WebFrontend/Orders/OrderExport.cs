using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>What a list shows, all of it, as a file: read and written a page at a time, so that its size does not matter.</summary>
public static class OrderExport
{
    /// <summary>The list with its filters as a file, all of it: CSV or JSON.</summary>
    internal static async Task<Results<OrderExportFile, ProblemHttpResult>> Run(
        OrderFilter filter, ExportFormat format, Caller caller, IGrainFactory grains)
    {
        var query = filter.Query with { Limit = OrderLimits.PageSize };
        var queries = grains.GetGrain<IOrderQueriesGrain>(0);
        // The first page comes before the answer begins: what is wrong with the query can still be said.
        var first = await queries.List(caller.Actor, query);
        return new OrderExportFile(format.Csv, Rows(first, query, caller.Actor, queries));
    }

    private static async IAsyncEnumerable<OrderPage> Rows(OrderPage page, OrderQuery query, Actor caller, IOrderQueriesGrain queries)
    {
        yield return page;
        while (page.NextCursor is not null)
        {
            page = await queries.List(caller, query with { Cursor = page.NextCursor });
            yield return page;
        }
    }
}

/// <summary>The query parameter <c>format</c> of the export.</summary>
public sealed record ExportFormat(bool Csv, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<ExportFormat>, IEndpointParameterMetadataProvider
{
    private static readonly Dictionary<string, bool> Choices = new() { ["csv"] = true, ["json"] = false };

    public static ValueTask<ExportFormat?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        return ValueTask.FromResult<ExportFormat?>(new ExportFormat(read.Choice("format", Choices, otherwise: true), read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new ParameterDocumentation("format", "query", "string", "csv if left out.", Values: Choices.Keys));
}
