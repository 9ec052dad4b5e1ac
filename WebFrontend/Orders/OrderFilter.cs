using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The query parameters of the order list and of the export.</summary>
public sealed record OrderFilter(OrderQuery Query, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<OrderFilter>, IEndpointParameterMetadataProvider
{
    /// <summary>The sort orders by their names in addresses, which pages use too.</summary>
    public static IReadOnlyDictionary<string, OrderSort> Sorts { get; } = new Dictionary<string, OrderSort>
    {
        ["-placedAt"] = OrderSort.PlacedAtDescending,
        ["placedAt"] = OrderSort.PlacedAt,
        ["-updatedAt"] = OrderSort.UpdatedAtDescending,
        ["dueAt"] = OrderSort.DueAt,
        ["-total"] = OrderSort.TotalDescending,
    };

    public static ValueTask<OrderFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<OrderFilter?>(Read(context.Request.Query));

    public static OrderFilter Read(IQueryCollection parameters)
    {
        var read = new QueryReader(parameters);
        var query = new OrderQuery
        {
            Statuses = read.Several<OrderStatus>("status"),
            From = read.Moment("from"),
            To = read.Moment("to", endOfDay: true),
            Text = read.Text("q", OrderLimits.SearchText),
            Overdue = read.Flag("overdue"),
            Sort = read.Choice("sort", Sorts, OrderSort.PlacedAtDescending),
            Cursor = read.Text("cursor", QueryReader.CursorLength),
            Limit = read.Limit(),
        };
        if (query.From > query.To) read.Refuse("to", "Must not be before from.");
        return new OrderFilter(query, read.Refusal);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var p in (ParameterDocumentation[])
        [
            new("status", "query", "string", "Any of these; repeat it for several.", Several: true, EnumNames.All<OrderStatus>()),
            new("from", "query", "string", "Placed at or after this time or day (UTC)."),
            new("to", "query", "string", "Placed before this time, or on this day (UTC) at the latest."),
            new("q", "query", "string", "Words or their beginnings in number, buyer, e-mail, item or SKU: all must occur."),
            new("overdue", "query", "boolean", "true: only those past their deadline; false: only the others."),
            new("sort", "query", "string", "-placedAt if left out.", Values: Sorts.Keys),
            .. QueryReader.Paging,
        ]) builder.Metadata.Add(p);
    }
}
