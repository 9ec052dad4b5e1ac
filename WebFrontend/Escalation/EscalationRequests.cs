using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Xml;

namespace Orders.Web;

/// <summary>A shop's escalation policy as the API writes it.</summary>
/// <param name="OpeningHours">Left out: time limits run by the clock.</param>
/// <param name="Holidays">Days without opening hours.</param>
/// <param name="TimeZone">An IANA name; left out: UTC.</param>
public sealed record EscalationPolicyBody(
    [property: Required] ImmutableArray<EscalationStepBody?>? Steps,
    ImmutableArray<OpeningHoursBody?>? OpeningHours = null,
    ImmutableArray<DateOnly>? Holidays = null,
    string? TimeZone = null)
{
    public static EscalationPolicyBody Of(EscalationPolicy policy) => new(
        [.. policy.Steps.Select(s => new EscalationStepBody(s.Status, XmlConvert.ToString(s.After), s.Action, s.Enabled))],
        policy.OpeningHours.IsEmpty ? null : [.. policy.OpeningHours.Select(h => new OpeningHoursBody(h.Day, Clock(h.From), Clock(h.To)))],
        policy.Holidays.IsEmpty ? null : policy.Holidays,
        policy.TimeZone);

    /// <summary>Null, with the field and what is wrong with it, where a duration or a time cannot be read.</summary>
    public EscalationPolicy? ToPolicy(out string field, out string message)
    {
        (field, message) = ("", "");
        var steps = ImmutableArray.CreateBuilder<EscalationStep>();
        foreach (var (i, step) in (Steps ?? []).Index())
        {
            if (step?.Status is not { } status) return Refuse($"steps[{i}].status", "Required.", out field, out message);
            if (step.Action is not { } action) return Refuse($"steps[{i}].action", "Required.", out field, out message);
            if (!TryReadDuration(step.After, out var after)) return Refuse($"steps[{i}].after", "An ISO 8601 duration, such as PT4H or P2D.", out field, out message);
            steps.Add(new EscalationStep(status, after, action, step.Enabled ?? true));
        }

        var hours = ImmutableArray.CreateBuilder<OpeningHours>();
        foreach (var (i, stretch) in (OpeningHours ?? []).Index())
        {
            if (stretch?.Day is not { } day) return Refuse($"openingHours[{i}].day", "Required.", out field, out message);
            if (!TryReadClock(stretch.From, out var from)) return Refuse($"openingHours[{i}].from", "A time of day, such as 09:00.", out field, out message);
            if (!TryReadClock(stretch.To, out var to)) return Refuse($"openingHours[{i}].to", "A time of day, such as 17:30.", out field, out message);
            hours.Add(new OpeningHours(day, from, to));
        }

        return new EscalationPolicy(steps.ToImmutable(), hours.ToImmutable(), Holidays ?? [], string.IsNullOrWhiteSpace(TimeZone) ? null : TimeZone);
    }

    private static EscalationPolicy? Refuse(string name, string why, out string field, out string message)
    {
        (field, message) = (name, why);
        return null;
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private static bool TryReadClock(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out time);

    private static bool TryReadDuration(string? text, out TimeSpan duration)
    {
        duration = default;
        if (text is not { Length: > 0 and <= 40 }) return false;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }
}

/// <param name="After">An ISO 8601 duration, such as PT4H: counted from entering the status.</param>
/// <param name="Enabled">Left out: true.</param>
public sealed record EscalationStepBody(
    [property: Required] OrderStatus? Status, [property: Required] string? After, [property: Required] EscalationAction? Action, bool? Enabled = null);

public sealed record OpeningHoursBody([property: Required] DayOfWeek? Day, [property: Required] string? From, [property: Required] string? To);

/// <summary>What a policy would have done.</summary>
public sealed record PolicyPreviewResponse(int Orders, bool Complete, IReadOnlyList<PreviewedStepResponse> Steps);

public sealed record PreviewedStepResponse(OrderStatus Status, string After, EscalationAction Action, int Times, ImmutableArray<string> Examples);

/// <summary>Body of <c>POST /orders/{id}/hold</c>.</summary>
/// <param name="Until">A moment that has passed ends an earlier hold.</param>
public sealed record HoldRequest([property: Required] DateTimeOffset? Until, string? Reason = null);
