using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>A shop's escalation policy; the key is the shop's id.</summary>
[Alias("orders.IEscalationPolicyGrain")]
public interface IEscalationPolicyGrain : IGrainWithIntegerKey
{
    /// <summary>The policy, or the default one. Not a secret: whose shop it is, is not asked.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<EscalationPolicy> Get();

    /// <summary>Changes the policy. Orders under way get their new deadlines within a minute.</summary>
    /// <returns>The policy as kept, or <see cref="InvalidField"/>, or <see cref="OrderNotFound"/> where it is not the caller's shop.</returns>
    [Alias("Set")]
    Task<PolicyResult> Set(Actor caller, EscalationPolicy policy);

    /// <summary>What waited too long in the last 30 days, and who dealt with it; null where it is not the caller's shop.</summary>
    [Alias("Figures")]
    Task<EscalationFigures?> Figures(Actor caller);

    /// <summary>What the policy would have done with the shop's orders of the last 30 days.</summary>
    /// <returns>As <see cref="Set"/>; nothing is changed.</returns>
    [Alias("Preview")]
    Task<PreviewResult> Preview(Actor caller, EscalationPolicy policy);
}

/// <summary>The answer to a command: the policy after it, or why not.</summary>
[GenerateSerializer, Immutable, Alias("orders.PolicyResult")]
public sealed record PolicyResult([property: Id(0)] EscalationPolicy? Policy, [property: Id(1)] OrderError? Error)
{
    public static implicit operator PolicyResult(EscalationPolicy policy) => new(policy, null);
    public static implicit operator PolicyResult(OrderError error) => new(null, error);
}

[GenerateSerializer, Immutable, Alias("orders.PreviewResult")]
public sealed record PreviewResult([property: Id(0)] PolicyPreview? Preview, [property: Id(1)] OrderError? Error)
{
    public static implicit operator PreviewResult(PolicyPreview preview) => new(preview, null);
    public static implicit operator PreviewResult(OrderError error) => new(null, error);
}

/// <param name="Since">The figures are of what happened from then on.</param>
/// <param name="Reminded">How often the shop was reminded.</param>
/// <param name="Overdue">How often an order was marked overdue.</param>
/// <param name="StillOverdue">How many of these wait still.</param>
/// <param name="Median">How long it took from being marked to the next step: half of them less; null where none was resolved.</param>
/// <param name="ResolvedBy">Who took that step, and for how many; the busiest first.</param>
[GenerateSerializer, Immutable, Alias("orders.EscalationFigures")]
public sealed record EscalationFigures(
    [property: Id(0)] DateTimeOffset Since,
    [property: Id(1)] int Reminded,
    [property: Id(2)] int Overdue,
    [property: Id(3)] int StillOverdue,
    [property: Id(4)] TimeSpan? Median,
    [property: Id(5)] ImmutableArray<Resolver> ResolvedBy);

[GenerateSerializer, Immutable, Alias("orders.Resolver")]
public sealed record Resolver([property: Id(0)] string Name, [property: Id(1)] int Orders);

/// <param name="Orders">How many orders were looked at: the newest of the last 30 days.</param>
/// <param name="Complete">False: there were more than are looked at.</param>
/// <param name="Steps">One for each step of the policy that is switched on.</param>
[GenerateSerializer, Immutable, Alias("orders.PolicyPreview")]
public sealed record PolicyPreview(
    [property: Id(0)] int Orders, [property: Id(1)] bool Complete, [property: Id(2)] ImmutableArray<PreviewedStep> Steps);

/// <param name="Times">For how many orders it would have been taken.</param>
/// <param name="Examples">Numbers of a few of them, the newest first.</param>
[GenerateSerializer, Immutable, Alias("orders.PreviewedStep")]
public sealed record PreviewedStep(
    [property: Id(0)] EscalationStep Step, [property: Id(1)] int Times, [property: Id(2)] ImmutableArray<string> Examples);

/// <summary>
/// One of a few that look for what is due, each for its share of the shops; the key is the share's number, from 0. It only tells
/// the orders; they decide.
/// </summary>
[Alias("orders.IEscalationGrain")]
public interface IEscalationGrain : IGrainWithIntegerKey
{
    /// <summary>Looks from now on, by itself. A second time nothing happens.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Looks now.</summary>
    /// <returns>How many orders were told.</returns>
    [Alias("Tick")]
    Task<int> Tick();
}

/// <summary>How many share the work: part of the keys of their reminders, so never to be changed.</summary>
public static class EscalationShares
{
    public const int Count = 8;

    public static int Of(long sellerId) => (int)((ulong)sellerId % Count);
}
