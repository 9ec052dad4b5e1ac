namespace Orders;

/// <summary>The order and its shop's escalation policy.</summary>
public sealed partial class OrderGrain
{
    public async Task<bool> Escalate(bool inDigest)
    {
        if (Existing() is not { } state) return false;
        var policy = await policies.Of(state.Details.SellerId);
        var decision = OrderEscalation.Decide(state, policy.Policy, policy.Time, inDigest, time.GetUtcNow());
        if (decision.Events.IsEmpty)
        {
            await Reschedule(); // or this order would be found again at every look
            return false;
        }

        await Carry(decision, decision.Events[0].Actor);
        return true;
    }

    public Task<OrderResult> Hold(HoldOrder command) => Carry(OrderEscalation.Hold(_state, command, time.GetUtcNow()), command.Actor);

    public async Task Reschedule()
    {
        if (Existing() is not { } state) return;
        var dueAt = await NextDeadline(state);
        if (dueAt == _dueAt) return;
        try
        {
            await store.Reschedule(Id, _head, dueAt);
            _dueAt = dueAt;
        }
        catch (Exception e)
        {
            LogWriteFailed(e, Id, state.Version);
            DeactivateOnIdle();
            throw;
        }
    }

    private async ValueTask<DateTimeOffset?> NextDeadline(OrderState state)
    {
        if (!state.CanEscalate) return null; // and needs no policy
        var policy = await policies.Of(state.Details.SellerId);
        return OrderEscalation.Next(state, policy.Policy, policy.Time)?.At is { } at ? Moments.ToMilliseconds(at) : null;
    }
}
