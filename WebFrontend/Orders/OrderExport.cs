using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>What a list shows, all of it, as a file.</summary>
public static class OrderExport
{
    private static readonly CsvLayout<OrderSummary> Layout = new(
        ["number", "id", "status", "placedAt", "updatedAt", "seller", "buyer", "email", "items", "total", "currency", "dueAt", "escalationLevel"],
        order =>
        [
            order.Number, order.Id.ToString(), EnumNames.Of(order.Status),
            UtcTimeConverter.Text(order.PlacedAt), UtcTimeConverter.Text(order.UpdatedAt),
            order.SellerName, order.Buyer.Name, order.Buyer.Email, order.Headline,
            order.Total.ToAmountString(), order.Total.Currency,
            order.DueAt is { } due ? UtcTimeConverter.Text(due) : null,
            order.EscalationLevel.ToString(CultureInfo.InvariantCulture),
        ]);

    /// <summary>The list with its filters as a file, all of it: CSV or JSON.</summary>
    internal static async Task<Results<ExportFile<OrderSummary>, ProblemHttpResult>> Run(
        OrderFilter filter, ExportFormat format, Caller caller, IGrainFactory grains)
    {
        var query = filter.Query with { Limit = OrderLimits.PageSize };
        var queries = grains.GetGrain<IOrderQueriesGrain>(0);
        // The first page comes before the answer begins: what is wrong with the query can still be said.
        var first = await queries.List(caller.Actor, query);
        return new ExportFile<OrderSummary>(format.Csv, "orders", Layout, Rows(first, query, caller.Actor, queries));
    }

    private static async IAsyncEnumerable<ImmutableArray<OrderSummary>> Rows(
        OrderPage page, OrderQuery query, Actor caller, IOrderQueriesGrain queries)
    {
        yield return page.Items;
        while (page.NextCursor is not null)
        {
            page = await queries.List(caller, query with { Cursor = page.NextCursor });
            yield return page.Items;
        }
    }
}
