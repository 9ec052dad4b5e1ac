using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>What a list shows, as its address says it: a reload, a link and the back button all lead to the same list.</summary>
public sealed record OrderListQuery
{
    /// <summary>Sort orders and their names in the address, which are the API's.</summary>
    public static ImmutableArray<(OrderSort Sort, string Name, string Text)> Sorts { get; } =
    [
        (OrderSort.PlacedAtDescending, "-placedAt", "Newest first"),
        (OrderSort.PlacedAt, "placedAt", "Oldest first"),
        (OrderSort.UpdatedAtDescending, "-updatedAt", "Last changed first"),
        (OrderSort.DueAt, "dueAt", "Due first"),
        (OrderSort.TotalDescending, "-total", "Largest first"),
    ];

    public ImmutableArray<OrderStatus> Statuses { get; init; } = [];
    public DateRange Dates { get; init; } = DateRange.Any;
    public string Text { get; init; } = "";
    public bool Overdue { get; init; }
    public OrderSort Sort { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Anything but the sort order is set.</summary>
    public bool IsFiltered => !Statuses.IsEmpty || !Dates.IsAny || Text.Length > 0 || Overdue;

    /// <summary>Reads an address. What it does not understand it leaves out.</summary>
    public static OrderListQuery Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? One(string name) => query.TryGetValue(name, out var values) ? values[^1] : null;
        var text = One("q")?.Trim() ?? "";
        return new OrderListQuery
        {
            Statuses = query.TryGetValue("status", out var names) ? StatusesNamed(names!) : [],
            Dates = DateRange.Parse(One("date"), One("from"), One("to")),
            Text = text.Length > OrderLimits.SearchText ? text[..OrderLimits.SearchText] : text,
            Overdue = One("overdue") == "true",
            Sort = Sorts.FirstOrDefault(s => s.Name == One("sort")).Sort,
            Cursor = One("cursor"),
        };
    }

    public string ToUri(string path)
    {
        List<KeyValuePair<string, string?>> query = [.. Statuses.Select(s => Pair("status", s.ToString().ToLowerInvariant()))];
        if (Dates.Preset is { } preset) query.Add(Pair("date", preset));
        if (Dates.From is not null) query.Add(Pair("from", DateRange.Text(Dates.From)));
        if (Dates.To is not null) query.Add(Pair("to", DateRange.Text(Dates.To)));
        if (Text.Length > 0) query.Add(Pair("q", Text));
        if (Overdue) query.Add(Pair("overdue", "true"));
        if (Sort != default) query.Add(Pair("sort", Sorts.First(s => s.Sort == Sort).Name));
        if (Cursor is not null) query.Add(Pair("cursor", Cursor));
        return QueryHelpers.AddQueryString(path, query);
    }

    /// <summary>The whole list with these filters, as a file.</summary>
    public string ToExportUri(DateTimeOffset now, TimeZoneInfo zone)
    {
        var (from, to) = Dates.Resolve(now, zone);
        List<KeyValuePair<string, string?>> query = [.. Statuses.Select(s => Pair("status", EnumNames.Of(s)))];
        if (from is { } first) query.Add(Pair("from", UtcTimeConverter.Text(first)));
        if (to is { } end) query.Add(Pair("to", UtcTimeConverter.Text(end)));
        if (Text.Length > 0) query.Add(Pair("q", Text));
        if (Overdue) query.Add(Pair("overdue", "true"));
        if (Sort != default) query.Add(Pair("sort", Sorts.First(s => s.Sort == Sort).Name));
        return QueryHelpers.AddQueryString("/orders/export", query);
    }

    public OrderQuery ToQuery(DateTimeOffset now, TimeZoneInfo zone, int limit)
    {
        var (from, to) = Dates.Resolve(now, zone);
        return new OrderQuery
        {
            Statuses = Statuses,
            From = from,
            To = to,
            Text = Text.Length > 0 ? Text : null,
            Overdue = Overdue ? true : null,
            Sort = Sort,
            Cursor = Cursor,
            Limit = limit,
        };
    }

    /// <summary>Whether an order that came in just now belongs on top of this list. Of a search only the database knows.</summary>
    public bool ExpectsNew(DateTimeOffset now, TimeZoneInfo zone)
    {
        var (from, to) = Dates.Resolve(now, zone);
        return Sort == OrderSort.PlacedAtDescending && Cursor is null && Text.Length == 0 && !Overdue
            && (Statuses.IsEmpty || Statuses.Contains(OrderStatus.Received))
            && (from is null || from <= now) && (to is null || now < to);
    }

    private static ImmutableArray<OrderStatus> StatusesNamed(IEnumerable<string> names) =>
        [.. Enum.GetValues<OrderStatus>().Where(s => names.Contains(s.ToString(), StringComparer.OrdinalIgnoreCase))];

    private static KeyValuePair<string, string?> Pair(string name, string value) => new(name, value);
}
