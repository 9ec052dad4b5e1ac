using System.Collections.Immutable;

namespace Orders.Tests;

public sealed class OrderEscalationTests
{
    private static readonly EscalationPolicy Policy = EscalationPolicy.Default with
    {
        Steps =
        [
            Step(OrderStatus.Received, 4, EscalationAction.Remind),
            Step(OrderStatus.Received, 24, EscalationAction.Overdue),
            Step(OrderStatus.Received, 72, EscalationAction.Cancel),
            Step(OrderStatus.Preparing, 8, EscalationAction.Remind),
            Step(OrderStatus.Preparing, 48, EscalationAction.Overdue),
            Step(OrderStatus.Prepared, 12, EscalationAction.Overdue),
            Step(OrderStatus.Prepared, 36, EscalationAction.Cancel),
            Step(OrderStatus.Shipped, 100, EscalationAction.Remind),
            Step(OrderStatus.Shipped, 200, EscalationAction.Overdue),
            Step(OrderStatus.Delivered, 300, EscalationAction.Close),
        ],
    };

    private static EscalationStep Step(OrderStatus status, double hours, EscalationAction action, bool enabled = true) =>
        new(status, TimeSpan.FromHours(hours), action, enabled);

    private static DateTimeOffset Entered(OrderState state) => state.Timestamps[state.Status];

    private static OrderDecision Decide(OrderState state, DateTimeOffset now, EscalationPolicy? policy = null) =>
        OrderEscalation.Decide(state, policy ?? Policy, new WorkingTime(policy ?? Policy), inDigest: false, now);

    private static DateTimeOffset? Due(OrderState state, EscalationPolicy? policy = null) =>
        OrderEscalation.Next(state, policy ?? Policy, new WorkingTime(policy ?? Policy))?.At;

    private static OrderState After(OrderState state, OrderDecision decision) => Given.Folded(state, state.Id, decision);

    public static TheoryData<OrderStatus> Waiting => new(Enum.GetValues<OrderStatus>().Where(s => !OrderTransitions.IsFinal(s)));

    /// <summary>A clock that looks every minute: each step is taken in its minute, once, and nothing else is.</summary>
    [Theory, MemberData(nameof(Waiting))]
    public void Decide_LookedAtEveryMinute_EachStepInItsMinuteAndOnce(OrderStatus status)
    {
        var state = Given.At(status);
        var since = Entered(state);
        var expected = Policy.Steps.Where(s => s.Status == status).OrderBy(s => s.After).Select(s => ((int)s.After.TotalMinutes, s.Action)).ToList();
        var taken = new List<(int, EscalationAction)>();
        for (var minute = 0; minute <= 400 * 60; minute++)
        {
            var now = since.AddMinutes(minute);
            foreach (var e in Decide(state, now).Events)
            {
                state = OrderState.Apply(state, state.Id, e);
                taken.Add((minute, ActionOf(e)));
            }

            Assert.Empty(Decide(state, now).Events); // told twice in the same minute
            if (state.Status != status) break;
        }

        Assert.Equal(expected, taken);
    }

    private static EscalationAction ActionOf(OrderEvent e) => e switch
    {
        OrderEscalated x => x.Action,
        OrderCancelled => EscalationAction.Cancel,
        OrderAdvanced { To: OrderStatus.Closed } => EscalationAction.Close,
        _ => throw new InvalidOperationException(e.ToString()),
    };

    [Fact]
    public void Decide_AfterDaysOfDowntime_EveryStepOnceInOrderAndTheLastEndsIt()
    {
        var state = Given.At(OrderStatus.Received);

        var events = Decide(state, Entered(state).AddDays(10)).Events;

        Assert.Equal([EscalationAction.Remind, EscalationAction.Overdue, EscalationAction.Cancel], events.Select(ActionOf));
        Assert.Equal([2, 3, 4], events.Select(e => e.Sequence));
        Assert.Contains("received for 3 days", ((OrderCancelled)events[2]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ClockGoesBackAnHour_NothingTwice()
    {
        var state = Given.At(OrderStatus.Received);
        var at = Entered(state).AddHours(4);
        state = After(state, Decide(state, at));

        for (var minute = -60; minute < 19 * 60; minute++) Assert.Empty(Decide(state, at.AddMinutes(minute)).Events);
        Assert.Equal(1, state.EscalationLevel);
    }

    [Theory]
    [InlineData(OrderStatus.Closed)]
    [InlineData(OrderStatus.Cancelled)]
    public void Decide_EndedOrder_Nothing(OrderStatus status)
    {
        var state = Given.At(status);

        Assert.Empty(Decide(state, Entered(state).AddYears(1)).Events);
        Assert.Null(Due(state));
    }

    [Fact]
    public void Next_EveryStep_IsTheNextMomentAndThenNone()
    {
        var state = Given.At(OrderStatus.Received);
        var since = Entered(state);
        Assert.Equal(since.AddHours(4), Due(state));

        state = After(state, Decide(state, since.AddHours(4)));
        Assert.Equal((since.AddHours(24), 1), (Due(state), state.EscalationLevel));

        state = After(state, Decide(state, since.AddHours(25)));
        Assert.Equal((since.AddHours(72), 2), (Due(state), state.EscalationLevel));
    }

    [Fact]
    public void Next_NextStatus_BeginsAnew()
    {
        var state = Given.At(OrderStatus.Received);
        state = After(state, Decide(state, Entered(state).AddHours(30)));
        state = After(state, OrderDecider.Advance(state, new AdvanceOrder(Given.Seller, OrderStatus.Preparing), Entered(state).AddHours(31)));

        Assert.Equal((Entered(state).AddHours(8), 0), (Due(state), state.EscalationLevel));
    }

    [Fact]
    public void Next_StepSwitchedOff_IsLeftOut()
    {
        var policy = Policy with { Steps = [Step(OrderStatus.Received, 4, EscalationAction.Remind, enabled: false), Policy.Steps[1]] };
        var state = Given.At(OrderStatus.Received);

        Assert.Equal(Entered(state).AddHours(24), Due(state, policy));
    }

    [Theory]
    [InlineData(2, 24)] // the limit was shortened: the reminder that was sent was the reminder
    [InlineData(6, 24)] // or made longer: not a second time
    public void Next_PolicyChangesAfterAReminder_IsNotRemindedAgain(double hours, double expected)
    {
        var state = Given.At(OrderStatus.Received);
        state = After(state, Decide(state, Entered(state).AddHours(4)));
        var changed = Policy with { Steps = [Step(OrderStatus.Received, hours, EscalationAction.Remind), Policy.Steps[1]] };

        Assert.Equal(Entered(state).AddHours(expected), Due(state, changed));
    }

    [Fact]
    public void Next_PolicyGetsASecondReminder_OnlyThatOne()
    {
        var state = Given.At(OrderStatus.Received);
        state = After(state, Decide(state, Entered(state).AddHours(4)));
        var changed = Policy with { Steps = [.. Policy.Steps, Step(OrderStatus.Received, 12, EscalationAction.Remind)] };

        Assert.Equal(Entered(state).AddHours(12), Due(state, changed));
    }

    [Fact]
    public void Hold_UntilAMoment_NothingBeforeAndEverythingAfter()
    {
        var state = Given.At(OrderStatus.Received);
        var since = Entered(state);
        var until = since.AddHours(30);
        state = After(state, OrderEscalation.Hold(state, new HoldOrder(Given.Seller, until, "Waiting for the buyer's size."), since.AddHours(1)));

        Assert.Equal(until, Due(state));
        Assert.Empty(Decide(state, until.AddMinutes(-1)).Events);
        Assert.Equal([EscalationAction.Remind, EscalationAction.Overdue], Decide(state, until).Events.Select(ActionOf));
        Assert.Equal("Waiting for the buyer's size.", state.History[^1].Note);
    }

    [Fact]
    public void Hold_AMomentThatHasPassed_EndsTheHold()
    {
        var state = Given.At(OrderStatus.Received);
        var since = Entered(state);
        state = After(state, OrderEscalation.Hold(state, new HoldOrder(Given.Seller, since.AddDays(9), "x"), since));
        state = After(state, OrderEscalation.Hold(state, new HoldOrder(Given.Seller, since, null), since.AddHours(2)));

        Assert.Equal(since.AddHours(4), Due(state));
    }

    public static TheoryData<Actor, Type?> Holders => new()
    {
        { Given.Seller, null }, { Given.Manager, null }, { Given.Admin, null },
        { Given.Buyer, typeof(OrderNotFound) }, { Given.OtherSeller, typeof(OrderNotFound) },
    };

    [Theory, MemberData(nameof(Holders))]
    public void Hold_ByWhom_OnlyItsShop(Actor who, Type? refusal)
    {
        var decision = OrderEscalation.Hold(Given.At(OrderStatus.Prepared), new HoldOrder(who, Given.Now.AddDays(1), null), Given.Now);

        Assert.Equal(refusal, decision.Error?.GetType());
    }

    [Fact]
    public void Hold_TooFarAhead_Refused() => Assert.Equal(
        "until", Assert.IsType<InvalidField>(OrderEscalation.Hold(
            Given.At(OrderStatus.Received), new HoldOrder(Given.Seller, Given.Now.AddDays(500), null), Given.Now).Error).Field);

    [Fact]
    public void Next_ImportedOrder_NobodyIsHurriedUntilSomebodyTouchesIt()
    {
        var id = Given.NewId();
        var details = Given.Details(id) with { ExternalReference = "old-1" };
        var import = new ImportOrder(Given.Machine, id.PlacedAt, details, []);
        var state = Given.Folded(null, id, OrderBeginnings.Import(null, id, import));
        Assert.Null(Due(state));

        var held = After(state, OrderEscalation.Hold(state, new HoldOrder(Given.Seller, Given.Now.AddDays(1), null), Given.Now));
        Assert.Null(Due(held)); // nor does a hold put it under the policy

        state = After(state, OrderDecider.Advance(state, new AdvanceOrder(Given.Seller, OrderStatus.Preparing), Given.Now.AddYears(1)));
        Assert.Equal(Given.Now.AddYears(1).AddHours(8), Due(state));
    }
}
