using Xunit.Abstractions;

namespace Orders.Tests;

public sealed class OrderStateTests(ITestOutputHelper output)
{
    /// <summary>Random walks through the table: what was folded step by step is what comes back from the events.</summary>
    [Fact]
    public void Fold_RandomLives_SameAsAppliedOneByOne()
    {
        var random = Seed.Random(output);
        for (var life = 0; life < 500; life++)
        {
            var state = Given.Placed();
            while (OrderTransitions.All.Where(t => t.From == state.Status).ToArray() is { Length: > 0 } open && random.Next(8) > 0)
            {
                var step = open[random.Next(open.Length)];
                var at = Given.Now.AddMinutes(random.Next(-100, 10_000));
                state = Given.Folded(state, state.Id, Given.Take(state, step, Given.Of(step.By[random.Next(step.By.Length)]), at));
            }

            Check(state, OrderState.Fold(state.Id, state.Events.AsSpan())!);
            Assert.Equal(Enumerable.Range(1, (int)state.Version).Select(n => (long)n), state.History.Select(h => h.Sequence));
            Assert.Equal(state.Events.Max(e => e.At), state.UpdatedAt);
        }
    }

    [Fact]
    public void At_EverySequence_TheStateOfThen()
    {
        var states = new List<OrderState> { Given.Placed() };
        foreach (var step in Given.PathTo(OrderStatus.Closed))
            states.Add(Given.Folded(states[^1], states[^1].Id, Given.Take(states[^1], step, Given.Seller, Given.Now.AddHours(states.Count))));

        Assert.All(states, then => Check(then, states[^1].At(then.Version)));
    }

    [Fact]
    public void Apply_AGap_Throws()
    {
        var state = Given.Placed();
        var e = Given.Take(state, OrderTransitions.All[0], Given.Seller, Given.Now).Events[0];

        Assert.Throws<InvalidOperationException>(() => OrderState.Apply(state, state.Id, e with { Sequence = 3 }));
        Assert.Throws<InvalidOperationException>(() => OrderState.Apply(state, state.Id, e with { Sequence = 1 }));
        Assert.Throws<InvalidOperationException>(() => OrderState.Apply(null, state.Id, e with { Sequence = 1 }));
        Assert.Throws<InvalidOperationException>(() => OrderState.Apply(state, state.Id, state.Events[0] with { Sequence = 2 }));
    }

    [Fact]
    public void Fold_NoEvents_NoOrder() => Assert.Null(OrderState.Fold(Given.NewId(), []));

    [Fact]
    public void Apply_OneMoreEvent_LeavesTheStateBeforeAsItWas()
    {
        var before = Given.Placed();
        var after = Given.Folded(before, before.Id, Given.Take(before, OrderTransitions.All[0], Given.Seller, Given.Now.AddHours(1)));

        Assert.Equal((1, 1, 1, OrderStatus.Received), (before.Events.Length, before.History.Length, before.Timestamps.Count, before.Status));
        Assert.Equal((2, 2, 2, OrderStatus.Preparing), (after.Events.Length, after.History.Length, after.Timestamps.Count, after.Status));
    }

    private static void Check(OrderState expected, OrderState actual)
    {
        Assert.Equal(
            (expected.Id, expected.Details, expected.Total, expected.Status, expected.Version, expected.UpdatedAt, expected.Shipment),
            (actual.Id, actual.Details, actual.Total, actual.Status, actual.Version, actual.UpdatedAt, actual.Shipment));
        Assert.Equal(expected.Events.ToArray(), actual.Events.ToArray());
        Assert.Equal(expected.History.ToArray(), actual.History.ToArray());
        Assert.Equal(expected.Timestamps, actual.Timestamps);
    }
}
