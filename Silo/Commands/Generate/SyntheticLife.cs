using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>How far a made-up order gets: a walk over <see cref="OrderTransitions"/>.</summary>
public static class SyntheticLife
{
    private const double Cancelled = 0.05;
    private const double LeftWhereItIs = 0.06;

    /// <summary>The statuses to go through after received.</summary>
    public static ImmutableArray<OrderStatus> Of(Random random)
    {
        var life = ImmutableArray.CreateBuilder<OrderStatus>();
        var status = OrderStatus.Received;
        while (OrderTransitions.Allowed(status, Role.Seller) is [_, ..] next && random.NextDouble() >= LeftWhereItIs)
        {
            status = next.Contains(OrderStatus.Cancelled) && random.NextDouble() < Cancelled ? OrderStatus.Cancelled : next[0];
            life.Add(status);
        }

        return life.ToImmutable();
    }
}
