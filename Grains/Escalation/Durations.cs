using System.Globalization;

namespace Orders;

/// <summary>Time limits in words.</summary>
public static class Durations
{
    /// <summary>The whole of it, biggest units first: <c>2 days</c>, <c>1 day 4 hours</c>, <c>90 seconds</c> as <c>1 minute 30 seconds</c>.</summary>
    public static string InWords(TimeSpan time)
    {
        var parts = new List<string>();
        Add(parts, time.Days, "day");
        Add(parts, time.Hours, "hour");
        Add(parts, time.Minutes, "minute");
        Add(parts, time.Seconds, "second");
        return parts.Count > 0 ? string.Join(' ', parts) : "less than a second";
    }

    private static void Add(List<string> parts, int n, string unit)
    {
        if (n != 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{n} {unit}{(n == 1 ? "" : "s")}"));
    }
}
