using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>The steps of an order that its buyer sees: those behind it with their times, and those still ahead.</summary>
public static class StepperSteps
{
    private static readonly ImmutableArray<OrderStatus> Path =
        [OrderStatus.Received, OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped, OrderStatus.Delivered];

    /// <summary>A cancelled order ends with its cancellation: nothing is ahead of it. Closing is the shop's bookkeeping and no step of the buyer's.</summary>
    public static IEnumerable<(OrderStatus Status, DateTimeOffset? At)> Of(
        OrderStatus status, ImmutableSortedDictionary<OrderStatus, DateTimeOffset> timestamps)
    {
        foreach (var step in Path)
        {
            var reached = timestamps.TryGetValue(step, out var at);
            if (reached || status != OrderStatus.Cancelled) yield return (step, reached ? at : null);
        }

        if (status == OrderStatus.Cancelled) yield return (status, timestamps.TryGetValue(status, out var stopped) ? stopped : null);
    }
}
