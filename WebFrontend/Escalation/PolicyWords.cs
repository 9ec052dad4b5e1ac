namespace Orders.Web;

/// <summary>The escalation policy in words.</summary>
public static class PolicyWords
{
    public static string Action(EscalationAction action) => action switch
    {
        EscalationAction.Remind => "remind the shop",
        EscalationAction.Overdue => "mark as overdue and tell the shop",
        EscalationAction.Cancel => "cancel and pay back",
        EscalationAction.Close => "close",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    public static string Unit(PolicyUnit unit) => unit switch
    {
        PolicyUnit.Seconds => "seconds",
        PolicyUnit.Minutes => "minutes",
        PolicyUnit.Hours => "hours",
        PolicyUnit.Days => "days",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary><c>4 hours</c>, <c>2 days</c>.</summary>
    public static string Limit(TimeSpan after)
    {
        var row = PolicyStepRow.Of(new EscalationStep(default, after, default, true));
        return row.Number == 1 ? $"1 {Unit(row.Unit)[..^1]}" : $"{row.Number} {Unit(row.Unit)}";
    }

    /// <summary>A time that was measured: <c>3 hours</c>, <c>2 days</c>.</summary>
    public static string Roughly(TimeSpan time) => Limit(time switch
    {
        { TotalDays: >= 2 } => TimeSpan.FromDays(Math.Round(time.TotalDays)),
        { TotalHours: >= 2 } => TimeSpan.FromHours(Math.Round(time.TotalHours)),
        { TotalMinutes: >= 2 } => TimeSpan.FromMinutes(Math.Round(time.TotalMinutes)),
        _ => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)),
    });

    /// <summary>What the preview found about one step.</summary>
    public static string Times(PreviewedStep step) => step.Times switch
    {
        0 => "never",
        1 => $"once: {step.Examples[0]}",
        _ when step.Times > step.Examples.Length => $"{step.Times} times: {string.Join(", ", step.Examples)}, …",
        _ => $"{step.Times} times: {string.Join(", ", step.Examples)}",
    };
}
