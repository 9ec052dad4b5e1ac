using System.Globalization;

namespace Orders.Web;

/// <summary>A range of days as the address has it: a preset's name, or <c>from</c> and <c>to</c>, both days included.</summary>
public sealed record DateRange(string? Preset = null, DateOnly? From = null, DateOnly? To = null)
{
    public const string Custom = "custom";

    /// <summary>Presets and what they are called.</summary>
    public static IReadOnlyList<(string Name, string Text)> Presets { get; } =
        [("today", "Today"), ("yesterday", "Yesterday"), ("7d", "Last 7 days"), ("30d", "Last 30 days")];

    public static DateRange Any { get; } = new();

    public bool IsAny => Preset is null && From is null && To is null;

    public static DateRange Parse(string? preset, string? from, string? to)
    {
        if (Presets.Any(p => p.Name == preset)) return new DateRange(preset);
        return new DateRange(preset == Custom ? Custom : null, Day(from), Day(to));
    }

    /// <summary>The moments the range begins (inclusive) and ends (exclusive) for a viewer in this zone.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Resolve(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = TimeWords.DateOf(now, zone);
        var (first, last) = Preset switch
        {
            "today" => (today, today),
            "yesterday" => (today.AddDays(-1), today.AddDays(-1)),
            "7d" => (today.AddDays(-6), today),
            "30d" => (today.AddDays(-29), today),
            _ => ((DateOnly?)From, (DateOnly?)To),
        };
        return (Start(first), last is { } l && l < DateOnly.MaxValue ? Start(l.AddDays(1)) : null);

        DateTimeOffset? Start(DateOnly? day) => day is { } d ? TimeWords.StartOf(d, zone) : null;
    }

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 1900 and < 3000 ? day : null;
}
