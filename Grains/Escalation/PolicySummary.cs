using System.Globalization;

namespace Orders;

/// <summary>A policy in one line, for the audit log.</summary>
public static class PolicySummary
{
    public static string Of(EscalationPolicy policy)
    {
        var steps = policy.Steps.OrderBy(s => s.Status).ThenBy(s => s.After)
            .Select(s => $"{s.Status} for {Durations.InWords(s.After)}: {s.Action}{(s.Enabled ? "" : " (off)")}");
        if (policy.OpeningHours.IsEmpty) return string.Join("; ", steps.Append("by the clock"));
        var hours = policy.OpeningHours.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Day} {h.From:HH:mm}-{h.To:HH:mm}"));
        return string.Join("; ", steps.Append($"in working hours ({policy.TimeZone ?? "UTC"}): {string.Join(", ", hours)}; {policy.Holidays.Length} holidays"));
    }
}
