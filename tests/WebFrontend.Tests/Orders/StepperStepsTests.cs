using System.Collections.Immutable;
using Orders.Web;

namespace Orders.Tests;

public sealed class StepperStepsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_AnOrderOnItsWay_ShowsWhatIsBehindAndWhatIsAhead()
    {
        var steps = StepperSteps.Of(OrderStatus.Preparing, Times(OrderStatus.Received, OrderStatus.Preparing)).ToList();

        Assert.Equal([OrderStatus.Received, OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped, OrderStatus.Delivered], steps.Select(s => s.Status));
        Assert.Equal([true, true, false, false, false], steps.Select(s => s.At is not null));
    }

    [Fact]
    public void Of_ACancelledOrder_EndsThere()
    {
        var steps = StepperSteps.Of(OrderStatus.Cancelled, Times(OrderStatus.Received, OrderStatus.Cancelled)).ToList();

        Assert.Equal([OrderStatus.Received, OrderStatus.Cancelled], steps.Select(s => s.Status));
    }

    private static ImmutableSortedDictionary<OrderStatus, DateTimeOffset> Times(params OrderStatus[] reached) =>
        reached.ToImmutableSortedDictionary(s => s, _ => At);
}
