using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>Keeps a shop's policy, and has its orders look again when it changes.</summary>
public sealed partial class EscalationPolicyGrain(
    [PersistentState("state", "orders")] IPersistentState<EscalationPolicyState> state, IShopPolicies policies, IOrderReader reader, IOrderStore store,
    IEscalationStore due, TimeProvider time) : Grain, IEscalationPolicyGrain
{
    public Task<EscalationPolicy> Get() => Task.FromResult(state.State.Policy ?? EscalationPolicy.Default);

    public async Task<PolicyResult> Set(Actor caller, EscalationPolicy policy)
    {
        if (Refusal(caller, policy) is { } refusal) return refusal;
        // First the promise to look again, then the change: a crash in between costs a look for nothing.
        var seller = this.GetPrimaryKeyLong();
        await GrainFactory.GetGrain<IEscalationGrain>(EscalationShares.Of(seller)).PolicyChanged(seller);
        var changed = new AuditEntry(AuditSubjects.Policy(seller), "changed", seller, time.GetUtcNow(), caller, Summary(policy));
        state.State = new EscalationPolicyState { Policy = policy, Pending = [changed] };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // whether it was written is not known: the next activation reads what is
            throw;
        }

        policies.Forget(seller);
        return policy;
    }

    private static string Summary(EscalationPolicy policy) => string.Join("; ", policy.Steps.Where(s => s.Enabled).OrderBy(s => s.Status).ThenBy(s => s.After)
        .Select(s => $"{s.Status} for {Durations.InWords(s.After)}: {s.Action}"));

    private OrderError? Refusal(Actor caller, EscalationPolicy policy) =>
        caller.WorksFor(this.GetPrimaryKeyLong()) || caller.Role == Role.Admin ? EscalationRules.Check(policy) : new OrderNotFound();
}

[GenerateSerializer, Alias("orders.EscalationPolicyState")]
public sealed class EscalationPolicyState : IAudited
{
    /// <summary>Null: the shop never said.</summary>
    [Id(0)] public EscalationPolicy? Policy { get; set; }

    [JsonIgnore]
    public ImmutableArray<AuditEntry> Pending { get; set; } = [];
}
