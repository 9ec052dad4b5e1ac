using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Web;

public enum PolicyUnit
{
    Seconds,
    Minutes,
    Hours,
    Days,
}

/// <summary>One step of the policy while it is edited.</summary>
public sealed class PolicyStepRow
{
    private const long MostUnits = 100_000_000;

    public OrderStatus Status { get; set; }
    public int Number { get; set; }
    public PolicyUnit Unit { get; set; }
    public EscalationAction Action { get; set; }
    public bool Enabled { get; set; }

    public static PolicyStepRow Of(EscalationStep step)
    {
        var seconds = (long)step.After.TotalSeconds;
        var (number, unit) = seconds switch
        {
            0 => (0L, PolicyUnit.Seconds),
            _ when seconds % 86_400 == 0 => (seconds / 86_400, PolicyUnit.Days),
            _ when seconds % 3_600 == 0 => (seconds / 3_600, PolicyUnit.Hours),
            _ when seconds % 60 == 0 => (seconds / 60, PolicyUnit.Minutes),
            _ => (seconds, PolicyUnit.Seconds),
        };
        return new PolicyStepRow { Status = step.Status, Number = (int)number, Unit = unit, Action = step.Action, Enabled = step.Enabled };
    }

    public EscalationStep ToStep() => new(Status, After, Action, Enabled);

    // What is beyond all bounds is the rules' to refuse, not to overflow here.
    private TimeSpan After => TimeSpan.FromSeconds(Math.Clamp(Number, 0, MostUnits) * (Unit switch
    {
        PolicyUnit.Seconds => 1L,
        PolicyUnit.Minutes => 60,
        PolicyUnit.Hours => 3_600,
        _ => 86_400,
    }));
}

/// <summary>A stretch of a weekday while it is edited.</summary>
public sealed class OpeningHoursRow
{
    public DayOfWeek Day { get; set; }
    public TimeOnly From { get; set; } = new(9, 0);
    public TimeOnly To { get; set; } = new(17, 0);
}

/// <summary>A shop's escalation policy while it is edited: what the page binds to, testable without a browser.</summary>
public sealed class PolicyForm
{
    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public PolicyForm(EscalationPolicy policy, string browsersZone)
    {
        Steps = [.. policy.Steps.OrderBy(s => s.Status).ThenBy(s => s.After).Select(PolicyStepRow.Of)];
        InWorkingHours = !policy.OpeningHours.IsEmpty;
        Hours = [.. policy.OpeningHours.OrderBy(h => Array.IndexOf(Week, h.Day)).ThenBy(h => h.From)
            .Select(h => new OpeningHoursRow { Day = h.Day, From = h.From, To = h.To })];
        Holidays = string.Join('\n', policy.Holidays.Order().Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        TimeZone = policy.TimeZone ?? browsersZone;
    }

    public List<PolicyStepRow> Steps { get; }

    /// <summary>Limits count only while the shop is open.</summary>
    public bool InWorkingHours { get; set; }
    public List<OpeningHoursRow> Hours { get; }

    /// <summary>One day a line, as 2026-12-25.</summary>
    public string Holidays { get; set; }
    public string TimeZone { get; set; }

    /// <summary>The statuses in which an order can wait, each with its steps.</summary>
    public IEnumerable<(OrderStatus Status, IReadOnlyList<PolicyStepRow> Steps)> ByStatus =>
        Enum.GetValues<OrderStatus>().Where(s => !OrderTransitions.IsFinal(s))
            .Select(status => (status, (IReadOnlyList<PolicyStepRow>)[.. Steps.Where(s => s.Status == status)]));

    /// <summary>What can be done in a status: what would move the order must be a step of the order's table.</summary>
    public static IReadOnlyList<EscalationAction> ActionsIn(OrderStatus status) =>
    [
        EscalationAction.Remind, EscalationAction.Overdue,
        .. OrderTransitions.Allowed(status, Role.System).Contains(OrderStatus.Cancelled) ? [EscalationAction.Cancel] : Array.Empty<EscalationAction>(),
        .. OrderTransitions.Allowed(status, Role.System).Contains(OrderStatus.Closed) ? [EscalationAction.Close] : Array.Empty<EscalationAction>(),
    ];

    public void AddStep(OrderStatus status) =>
        Steps.Add(new PolicyStepRow { Status = status, Number = 1, Unit = PolicyUnit.Days, Action = EscalationAction.Remind, Enabled = true });

    /// <summary>A first guess: the working week, nine to five.</summary>
    public void OfferHours()
    {
        if (!InWorkingHours || Hours.Count > 0) return;
        Hours.AddRange(Week[..5].Select(day => new OpeningHoursRow { Day = day }));
    }

    /// <summary>The policy, or null with what is wrong and where: field names are the form's.</summary>
    public EscalationPolicy? Read(out string? field, out string? problem)
    {
        (field, problem) = (null, null);
        var holidays = ImmutableArray.CreateBuilder<DateOnly>();
        foreach (var line in Holidays.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!DateOnly.TryParseExact(line, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                (field, problem) = ("holidays", $"“{line}” is not a day such as 2026-12-25.");
                return null;
            }

            holidays.Add(day);
        }

        if (InWorkingHours && Hours.Count == 0)
        {
            (field, problem) = ("openingHours", "Add the hours when the shop works, or let the limits run by the clock.");
            return null;
        }

        return new EscalationPolicy(
            [.. Steps.Select(s => s.ToStep())],
            InWorkingHours ? [.. Hours.Select(h => new OpeningHours(h.Day, h.From, h.To))] : [],
            InWorkingHours ? holidays.ToImmutable() : [],
            InWorkingHours ? TimeZone : null);
    }
}
