namespace Orders;

/// <summary>What a policy may say. Pure.</summary>
public static class EscalationRules
{
    public const int MostSteps = 50;
    public const int MostOpeningHours = 50;
    public const int MostHolidays = 500;
    private const int MostWeeks = 52 * 5;
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The first thing that is wrong with it, or null.</summary>
    public static InvalidField? Check(EscalationPolicy policy)
    {
        if (policy.Steps.IsDefault || policy.Steps.Length > MostSteps) return new("steps", $"At most {MostSteps} steps.");
        if (policy.OpeningHours.Length > MostOpeningHours) return new("openingHours", $"At most {MostOpeningHours} stretches.");
        if (policy.Holidays.Length > MostHolidays) return new("openingHours.holidays", $"At most {MostHolidays} holidays.");
        for (var i = 0; i < policy.Steps.Length; i++)
        {
            if (CheckStep(policy.Steps[i], $"steps[{i}]") is { } error) return error;
        }

        for (var i = 0; i < policy.OpeningHours.Length; i++)
        {
            var hours = policy.OpeningHours[i];
            if (!Enum.IsDefined(hours.Day)) return new($"openingHours[{i}].day", "A day of the week.");
            if (hours.To != TimeOnly.MinValue && hours.To <= hours.From) return new($"openingHours[{i}].to", "Must be after from.");
            if (policy.OpeningHours.Take(i).Any(other => Overlap(other, hours))) return new($"openingHours[{i}]", "Overlaps another stretch of that day.");
        }

        if (Unreachable(policy) is { } step) return new($"steps[{step}].after", "So many working hours take longer than five years.");
        return policy.TimeZone is null || TimeZoneNames.TryFind(policy.TimeZone, out _)
            ? null
            : new InvalidField("timeZone", "Not a time zone, such as Europe/Berlin.");
    }

    /// <summary>The first step that the open hours of five years do not reach.</summary>
    private static int? Unreachable(EscalationPolicy policy)
    {
        if (policy.OpeningHours.IsEmpty) return null;
        var week = policy.OpeningHours.Aggregate(TimeSpan.Zero, (sum, h) => sum + (h.To == TimeOnly.MinValue ? TimeSpan.FromDays(1) - h.From.ToTimeSpan() : h.To - h.From));
        for (var i = 0; i < policy.Steps.Length; i++)
        {
            if (policy.Steps[i].After / week > MostWeeks) return i;
        }

        return null;
    }

    private static InvalidField? CheckStep(EscalationStep? step, string at)
    {
        if (step is null) return new(at, "Required.");
        if (!Enum.IsDefined(step.Status) || OrderTransitions.IsFinal(step.Status)) return new($"{at}.status", "A status in which an order can wait.");
        if (!Enum.IsDefined(step.Action)) return new($"{at}.action", "One of: remind, overdue, cancel, close.");
        if (step.After <= TimeSpan.Zero || step.After > Longest) return new($"{at}.after", "More than nothing, and a year at most: PT4H, P2D.");
        return Target(step.Action) is { } to && !OrderTransitions.Allowed(step.Status, Role.System).Contains(to)
            ? new InvalidField($"{at}.action", $"An order that is {step.Status.ToString().ToLowerInvariant()} cannot be {to.ToString().ToLowerInvariant()}.")
            : null;
    }

    /// <summary>Where an action moves the order to; null: it stays where it is.</summary>
    public static OrderStatus? Target(EscalationAction action) => action switch
    {
        EscalationAction.Cancel => OrderStatus.Cancelled,
        EscalationAction.Close => OrderStatus.Closed,
        _ => null,
    };

    private static bool Overlap(OpeningHours a, OpeningHours b) =>
        a.Day == b.Day && (a.To == TimeOnly.MinValue || b.From < a.To) && (b.To == TimeOnly.MinValue || a.From < b.To);
}
