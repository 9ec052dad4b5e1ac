namespace Orders.Tests;

/// <summary>Every pair and every role, through the decider.</summary>
public sealed class OrderDeciderTableTests
{
    public static TheoryData<OrderStatus, OrderStatus, Role> Legal => TransitionCases.Legal;

    public static TheoryData<OrderStatus, OrderStatus, Role> Illegal => TransitionCases.Illegal;

    [Fact]
    public void Cases_LegalAndIllegal_AreAllThereAre() => Assert.Equal(7 * 7 * 5, Legal.Count + Illegal.Count);

    [Theory, MemberData(nameof(Legal))]
    public void Decide_LegalStep_OneEventThatTakesIt(OrderStatus from, OrderStatus to, Role role)
    {
        var state = Given.At(from);
        var step = OrderTransitions.Find(from, to)!;
        var now = Given.Now.AddHours(1);

        var e = Assert.Single(Given.Take(state, step, Given.Of(role), now).Events);

        Assert.Equal(state.Version + 1, e.Sequence);
        Assert.Equal(now, e.At);
        Assert.Equal(Given.Of(role), e.Actor);
        var after = OrderState.Apply(state, state.Id, e);
        Assert.Equal(to, after.Status);
        Assert.Equal(now, after.Timestamps[to]);
        Assert.Equal((from, to), (after.History[^1].From, after.History[^1].To));
    }

    [Theory, MemberData(nameof(Illegal))]
    public void Decide_IllegalStep_RefusedNamingFromToAndAllowed(OrderStatus from, OrderStatus to, Role role)
    {
        var state = Given.At(from);

        var decision = OrderDecider.Advance(state, Given.Advance(Given.Of(role), to), Given.Now);

        Assert.Empty(decision.Events);
        var refusal = Assert.IsType<IllegalTransition>(decision.Error);
        Assert.Equal((from, to), (refusal.From, refusal.To));
        Assert.Equal(
            OrderTransitions.All.Where(t => t.From == from && t.By.Contains(role)).Select(t => t.To),
            refusal.Allowed);
    }

    [Theory, MemberData(nameof(Illegal))]
    public void Cancel_WhereThereIsNoSuchStep_RefusedToo(OrderStatus from, OrderStatus to, Role role)
    {
        if (to != OrderStatus.Cancelled) return;

        var decision = OrderDecider.Cancel(Given.At(from), new CancelOrder(Given.Of(role), "Too late?"), Given.Now);

        Assert.Equal((from, to), decision.Error is IllegalTransition t ? (t.From, t.To) : default);
    }

    [Fact]
    public void Decide_ANumberThatIsNoStatus_IllegalTransition()
    {
        var decision = OrderDecider.Advance(Given.Placed(), new AdvanceOrder(Given.Seller, (OrderStatus)42), Given.Now);

        Assert.IsType<IllegalTransition>(decision.Error);
    }
}
