using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The query parameters of the audit log and of its export.</summary>
public sealed record AuditFilter(AuditQuery Query, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<AuditFilter>, IEndpointParameterMetadataProvider
{
    private const int KindLength = 30;

    public static ValueTask<AuditFilter?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<AuditFilter?>(Read(context.Request.Query));

    public static AuditFilter Read(IQueryCollection parameters)
    {
        var read = new QueryReader(parameters);
        var query = new AuditQuery
        {
            Order = Order(read),
            Actor = read.Text("actor", OrderLimits.ShortText),
            Kind = read.Text("kind", KindLength),
            From = read.Moment("from"),
            To = read.Moment("to", endOfDay: true),
            Cursor = read.Text("cursor", QueryReader.CursorLength),
            Limit = read.Limit(),
        };
        if (query.From > query.To) read.Refuse("to", "Must not be before from.");
        if (query.Kind is { } kind && !kind.All(char.IsAsciiLetterLower)) read.Refuse("kind", "A kind such as order or stock: lower-case letters.");
        return new AuditFilter(query, read.Refusal);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var p in (ParameterDocumentation[])
        [
            new("orderId", "query", "string", "Only this order's events and what was done for it."),
            new("actor", "query", "string", "Part of the name of who did it, or the whole of the account's id."),
            new("kind", "query", "string", "Only what is about: order, stock, payment, preferences, webhook, …"),
            new("from", "query", "string", "Happened at or after this time or day (UTC)."),
            new("to", "query", "string", "Happened before this time, or on this day (UTC) at the latest."),
            .. QueryReader.Paging,
        ]) builder.Metadata.Add(p);
    }

    private static OrderId? Order(QueryReader read)
    {
        if (read.Text("orderId", OrderLimits.ShortText) is not { } text) return null;
        if (OrderId.TryParse(text, out var id)) return id;
        read.Refuse("orderId", "Not an order's id.");
        return null;
    }
}
