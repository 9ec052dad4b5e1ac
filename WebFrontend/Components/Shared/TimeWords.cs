using System.Globalization;

namespace Orders.Web;

/// <summary>Times in words, in the viewer's zone. Pure: the same input gives the same words.</summary>
public static class TimeWords
{
    private static readonly CultureInfo Words = CultureInfo.InvariantCulture;

    /// <summary>How long ago: <c>just now</c>, <c>12 min</c>, <c>3 h</c>, <c>2 d</c>; beyond a week the date.</summary>
    public static string Age(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var age = now - at;
        return age switch
        {
            { TotalMinutes: < 1 } => "just now",
            { TotalDays: >= 7 } => Date(at, now, zone),
            _ => Span(age),
        };
    }

    /// <summary>The same within a sentence: <c>just now</c>, <c>12 min ago</c>, <c>on 14 Nov</c>.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) => (now - at) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalDays: >= 7 } => "on " + Date(at, now, zone),
        var age => Span(age) + " ago",
    };

    /// <summary>How long until, or since: <c>in 48 min</c>, <c>12 min late</c>.</summary>
    public static string Due(DateTimeOffset due, DateTimeOffset now) =>
        due >= now ? "in " + Span(due - now) : Span(now - due) + " late";

    /// <summary><c>22 Nov</c>, with the year where it is another one.</summary>
    public static string Date(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.ToString(local.Year == TimeZoneInfo.ConvertTime(now, zone).Year ? "d MMM" : "d MMM yyyy", Words);
    }

    /// <summary><c>Mon 10:02</c> within a week, else <c>22 Nov, 10:02</c>.</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone) =>
        (now - at).Duration() < TimeSpan.FromDays(6)
            ? TimeZoneInfo.ConvertTime(at, zone).ToString("ddd HH:mm", Words)
            : Date(at, now, zone) + ", " + Clock(at, zone);

    /// <summary><c>10:02</c>.</summary>
    public static string Clock(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", Words);

    /// <summary>A day's heading: <c>Today</c>, <c>Yesterday</c>, <c>Monday, 16 November</c>.</summary>
    public static string Day(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = DateOf(at, zone);
        var today = DateOf(now, zone);
        if (day == today) return "Today";
        if (day == today.AddDays(-1)) return "Yesterday";
        return day.ToString(day.Year == today.Year ? "dddd, d MMMM" : "dddd, d MMMM yyyy", Words);
    }

    /// <summary>The full truth, for a tooltip: <c>Sunday, 22 November 2026, 14:05:10 (Europe/Berlin)</c>.</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("dddd, d MMMM yyyy, HH:mm:ss", Words) + $" ({zone.Id})";

    public static DateOnly DateOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The moment a day begins in a zone; where the clocks skip midnight, the first moment after it.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 60 } => $"{Math.Max(1, (int)span.TotalMinutes)} min",
        { TotalHours: < 24 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };
}
