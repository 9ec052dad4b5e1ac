using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Keeps a shop's policy, and has its orders look again when it changes: that is promised in the write of the change itself, and
/// begins when no silo takes the old policy for the valid one any more.
/// </summary>
public sealed partial class EscalationPolicyGrain(
    [PersistentState("state", "orders")] IPersistentState<EscalationPolicyState> state, IShopPolicies policies, IOrderReader reader, IOrderStore store,
    IEscalationStore due, TimeProvider time, ILogger<EscalationPolicyGrain> logger) : Grain, IEscalationPolicyGrain, IRemindable
{
    private EscalationPolicy _durable = EscalationPolicy.Default;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = state.State.Policy ?? EscalationPolicy.Default;
        if (state.State.Rescheduling is not null) RescheduleSoon();
        return Task.CompletedTask;
    }

    // Answered while a change is being written: by what is durable.
    public Task<EscalationPolicy> Get() => Task.FromResult(_durable);

    public async Task<PolicyResult> Set(Actor caller, EscalationPolicy policy)
    {
        if (Refusal(caller, policy) is { } refusal) return refusal;
        var seller = this.GetPrimaryKeyLong();
        // The reminder first: of a crash in between only a look for nothing is left.
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        state.State = new EscalationPolicyState
        {
            Policy = policy,
            Rescheduling = new Rescheduling(time.GetUtcNow() + Settling, 0),
            Pending = [new AuditEntry(AuditSubjects.Policy(seller), "changed", seller, time.GetUtcNow(), caller, PolicySummary.Of(policy))],
        };
        await Write();
        _durable = policy;
        policies.Forget(seller);
        state.State.Rescheduling = new Rescheduling(time.GetUtcNow() + Settling, 0); // counted from the end of the write
        RescheduleSoon();
        return policy;
    }

    private OrderError? Refusal(Actor caller, EscalationPolicy policy) =>
        caller.WorksFor(this.GetPrimaryKeyLong()) || caller.Role == Role.Admin ? EscalationRules.Check(policy) : new OrderNotFound();

    private async Task Write()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // whether it was written is not known: the next activation reads what is
            throw;
        }
    }
}
