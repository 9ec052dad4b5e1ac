namespace Orders;

/// <summary>A policy and the past: what it would have done. Pure.</summary>
public static class PolicyPreviews
{
    /// <summary>The steps that an order with these stays would have met: until one of them ends it.</summary>
    public static IEnumerable<EscalationStep> Taken(
        IEnumerable<(OrderStatus Status, DateTimeOffset Since, DateTimeOffset Until)> stays, EscalationPolicy policy, WorkingTime time)
    {
        foreach (var (status, since, until) in stays)
        {
            foreach (var step in policy.Steps.Where(s => s.Enabled && s.Status == status).OrderBy(s => s.After))
            {
                if (time.Add(since, step.After) is not { } at || at > until) break;
                yield return step;
                if (EscalationRules.Target(step.Action) is not null) yield break;
            }
        }
    }

    /// <summary>Where an order was, and from when to when.</summary>
    public static IEnumerable<(OrderStatus Status, DateTimeOffset Since, DateTimeOffset Until)> Stays(OrderState state, DateTimeOffset now)
    {
        var entered = state.History.Where(item => item.To is not null).ToList();
        for (var i = 0; i < entered.Count; i++)
            yield return (entered[i].To!.Value, entered[i].At, i + 1 < entered.Count ? entered[i + 1].At : now);
    }
}
