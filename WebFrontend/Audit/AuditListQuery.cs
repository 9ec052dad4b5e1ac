using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>What the audit page shows, as its address says it. What it does not understand it leaves out.</summary>
public sealed record AuditListQuery
{
    public static IReadOnlyList<(string Name, string Text)> Kinds { get; } =
        [
            ("order", "Orders"), ("payment", "Payments"), ("stock", "Stock"), ("preferences", "Preferences"), ("webhook", "Webhooks"),
            ("policy", "Escalation"),
        ];

    /// <summary>An order's number or id, as typed.</summary>
    public string Order { get; init; } = "";
    public string Actor { get; init; } = "";
    public string Kind { get; init; } = "";
    public DateRange Dates { get; init; } = DateRange.Any;
    public string? Cursor { get; init; }

    public bool IsFiltered => Order.Length > 0 || Actor.Length > 0 || Kind.Length > 0 || !Dates.IsAny;

    public static AuditListQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? One(string name) => query.TryGetValue(name, out var values) ? values[^1] : null;
        return new AuditListQuery
        {
            Order = SearchWords.Of(One("order")) ?? "",
            Actor = SearchWords.Of(One("actor")) ?? "",
            Kind = Kinds.FirstOrDefault(k => k.Name == One("kind")).Name ?? "",
            Dates = DateRange.Parse(One("date"), One("from"), One("to")),
            Cursor = One("cursor"),
        };
    }

    public string ToUri(string path)
    {
        Dictionary<string, string?> query = [];
        if (Order.Length > 0) query["order"] = Order;
        if (Actor.Length > 0) query["actor"] = Actor;
        if (Kind.Length > 0) query["kind"] = Kind;
        if (Dates.Preset is { } preset) query["date"] = preset;
        if (Dates.From is not null) query["from"] = DateRange.Text(Dates.From);
        if (Dates.To is not null) query["to"] = DateRange.Text(Dates.To);
        if (Cursor is not null) query["cursor"] = Cursor;
        return QueryHelpers.AddQueryString(path, query);
    }

    /// <param name="order">The order that <see cref="Order"/> means.</param>
    /// <param name="now">For dates such as "today".</param>
    /// <param name="zone">The viewer's.</param>
    public AuditQuery ToQuery(OrderId? order, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (from, to) = Dates.Resolve(now, zone);
        return new AuditQuery
        {
            Order = order,
            Actor = Actor.Length > 0 ? Actor : null,
            Kind = Kind.Length > 0 ? Kind : null,
            From = from,
            To = to,
            Cursor = Cursor,
        };
    }

    /// <summary>The same, all pages of it, as a file.</summary>
    public static string ExportUri(AuditQuery query, string format)
    {
        Dictionary<string, string?> parameters = new() { ["format"] = format };
        if (query.Order is { } order) parameters["orderId"] = order.ToString();
        if (query.Actor is not null) parameters["actor"] = query.Actor;
        if (query.Kind is not null) parameters["kind"] = query.Kind;
        if (query.From is { } from) parameters["from"] = UtcTimeConverter.Text(from);
        if (query.To is { } to) parameters["to"] = UtcTimeConverter.Text(to);
        return QueryHelpers.AddQueryString("/audit/export", parameters);
    }
}
