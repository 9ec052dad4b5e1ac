namespace Orders;

/// <summary>
/// What a policy has in store for an order, and what it does to it. Pure: the order's state decides, so that a call that is late,
/// repeated, or made by several at once does nothing twice.
/// </summary>
public static class OrderEscalation
{
    private static readonly Actor Policy = Actor.System("Escalation policy");

    /// <summary>The step that comes next for the order where it stands, and when; null: none.</summary>
    /// <remarks>
    /// The steps of one action that have been taken in this status count as the first ones of that action: when the policy changes
    /// in the middle, none is taken a second time.
    /// </remarks>
    public static (EscalationStep Step, DateTimeOffset At)? Next(OrderState state, EscalationPolicy policy, WorkingTime time)
    {
        if (!state.CanEscalate) return null;
        (EscalationStep Step, DateTimeOffset At)? next = null;
        for (var i = 0; i < policy.Steps.Length; i++)
        {
            var step = policy.Steps[i];
            if (!step.Enabled || step.Status != state.Status || Before(policy, i) != Taken(state, step.Action)) continue;
            if (time.Add(state.Timestamps[state.Status], step.After) is not { } at) continue;
            if (state.HeldUntil > at) at = state.HeldUntil.Value;
            if (next is null || at < next.Value.At || (at == next.Value.At && step.After < next.Value.Step.After)) next = (step, at);
        }

        return next;
    }

    /// <summary>Takes every step that is due, in order; an empty decision where none is.</summary>
    /// <param name="inDigest">People are told of many orders in one message, not of this one alone.</param>
    public static OrderDecision Decide(OrderState? state, EscalationPolicy policy, WorkingTime time, bool inDigest, DateTimeOffset now)
    {
        if (state is null) return new OrderNotFound();
        var events = new List<OrderEvent>();
        while (Next(state, policy, time) is var (step, at) && at <= now)
        {
            var e = Take(state, step, inDigest, Moments.ToMilliseconds(now));
            events.Add(e);
            state = OrderState.Apply(state, state.Id, e);
        }

        return OrderDecision.Accept([.. events]);
    }

    /// <summary>Nothing is escalated before then.</summary>
    public static OrderDecision Hold(OrderState? state, HoldOrder command, DateTimeOffset now)
    {
        if (state is null || !OrderAccess.MaySee(state.Details, command.Actor) || command.Actor.Role == Role.Buyer) return new OrderNotFound();
        if (OrderTransitions.IsFinal(state.Status)) return new InvalidField("until", "The order has ended; nothing will be escalated.");
        var fields = new Fields();
        var reason = fields.Note("reason", command.Reason);
        if (command.Until > now + EscalationRules.Longest) fields.Refuse("until", "A year ahead at most.");
        if (fields.Error is { } error) return error;
        return OrderDecision.Accept(new OrderHeld(
            state.Version + 1, Moments.ToMilliseconds(now), command.Actor, null, Moments.ToMilliseconds(command.Until), reason));
    }

    /// <summary>How many steps of the same action and status come before this one. Asked at every transition: so it allocates nothing.</summary>
    private static int Before(EscalationPolicy policy, int index)
    {
        var (step, before) = (policy.Steps[index], 0);
        for (var i = 0; i < policy.Steps.Length; i++)
        {
            var other = policy.Steps[i];
            if (!other.Enabled || other.Status != step.Status || other.Action != step.Action) continue;
            if (other.After < step.After || (other.After == step.After && i < index)) before++;
        }

        return before;
    }

    private static int Taken(OrderState state, EscalationAction wanted)
    {
        var taken = 0;
        foreach (var action in state.Escalations)
            if (action == wanted) taken++;
        return taken;
    }

    private static OrderEvent Take(OrderState state, EscalationStep step, bool inDigest, DateTimeOffset at)
    {
        var sequence = state.Version + 1;
        return step.Action switch
        {
            EscalationAction.Cancel => new OrderCancelled(sequence, at, Policy, null, state.Status, Reason(step), inDigest),
            EscalationAction.Close => new OrderAdvanced(sequence, at, Policy, null, state.Status, OrderStatus.Closed, Reason(step), null),
            _ => new OrderEscalated(sequence, at, Policy, null, state.Status, step.Action, step.After, inDigest),
        };
    }

    /// <summary>The policy's step as the reason in history and audit.</summary>
    private static string Reason(EscalationStep step) =>
        $"Escalation policy: {step.Status.ToString().ToLowerInvariant()} for {Durations.InWords(step.After)}.";
}
