using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Who changed what: a shop its own, admins everything.</summary>
public static class AuditApi
{
    private static readonly CsvLayout<AuditItem> Layout = new(
        ["position", "at", "subject", "sequence", "type", "orderId", "actor", "actorId", "role", "origin", "summary", "reason", "hash"],
        row =>
        [
            row.Position.ToString(CultureInfo.InvariantCulture), UtcTimeConverter.Text(row.At), row.Subject,
            row.Sequence.ToString(CultureInfo.InvariantCulture), row.Type, row.OrderId?.ToString(), row.Actor.Name,
            row.Actor.Id.ToString(CultureInfo.InvariantCulture), EnumNames.Of(row.Actor.Role), EnumNames.Of(row.Origin), row.Summary, row.Reason, row.Hash,
        ]);

    public static void MapAuditApi(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("audit").RequireRole(Roles.Console).Refuses(400, 401, 403);
        audit.MapGet("/", List);
        audit.MapGet("/export", Export).Produces(200, contentType: "text/csv", additionalContentTypes: "application/json");
    }

    /// <summary>The audit log, newest first.</summary>
    internal static async Task<Ok<AuditResponse>> List(AuditFilter filter, Caller caller, IGrainFactory grains) =>
        TypedResults.Ok(AuditResponse.Of(await grains.GetGrain<IAuditGrain>(0).List(caller.Actor, filter.Query)));

    /// <summary>The audit log with its filters as a file, all of it: CSV or JSON.</summary>
    internal static async Task<Results<ExportFile<AuditItem>, ProblemHttpResult>> Export(
        AuditFilter filter, ExportFormat format, Caller caller, IGrainFactory grains)
    {
        var query = filter.Query with { Limit = OrderLimits.PageSize };
        var audit = grains.GetGrain<IAuditGrain>(0);
        // The first page comes before the answer begins: what is wrong with the query can still be said.
        var first = await audit.List(caller.Actor, query);
        return new ExportFile<AuditItem>(format.Csv, "audit", Layout, Rows(first, query, caller.Actor, audit));
    }

    private static async IAsyncEnumerable<ImmutableArray<AuditItem>> Rows(AuditPage page, AuditQuery query, Actor caller, IAuditGrain audit)
    {
        yield return [.. page.Items.Select(AuditItem.Of)];
        while (page.NextCursor is not null)
        {
            page = await audit.List(caller, query with { Cursor = page.NextCursor });
            yield return [.. page.Items.Select(AuditItem.Of)];
        }
    }
}
