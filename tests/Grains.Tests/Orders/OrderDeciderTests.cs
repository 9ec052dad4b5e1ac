namespace Orders.Tests;

public sealed class OrderDeciderTests
{
    private static readonly DateTimeOffset Now = Given.Now.AddHours(1);

    private static OrderDecision Advance(OrderState? state, AdvanceOrder command) => OrderDecider.Advance(state, command, Now);

    private static OrderDecision Cancel(OrderState? state, CancelOrder command) => OrderDecider.Cancel(state, command, Now);

    [Fact]
    public void Advance_NoSuchOrder_NotFound() =>
        Assert.IsType<OrderNotFound>(Advance(null, new AdvanceOrder(Given.Machine, OrderStatus.Preparing)).Error);

    public static TheoryData<Actor> Strangers => new(
        Given.OtherBuyer, Given.OtherSeller, Given.OtherManager,
        new Actor(Role.Seller, 200, "no shop"),
        new Actor(Role.Seller, Given.Buyer.Id, "the buyer's number, another shop", Given.OtherShop),
        new Actor(Role.Buyer, Given.Seller.Id, "buyer with the shop", Given.Shop),
        new Actor((Role)9, Given.Buyer.Id, "no role", Given.Shop));

    [Theory, MemberData(nameof(Strangers))]
    public void Decide_NotTheCallersOrder_LooksLikeNoOrder(Actor stranger)
    {
        var state = Given.Placed();

        Assert.Equal(new OrderNotFound(), Cancel(state, new CancelOrder(stranger, "Let me in")).Error);
        Assert.Equal(new OrderNotFound(), Advance(state, new AdvanceOrder(stranger, OrderStatus.Preparing)).Error);
        Assert.False(OrderAccess.MaySee(state.Details, stranger));
    }

    [Fact]
    public void Cancel_ByAnAdmin_SeesTheOrderButMayDoNothing()
    {
        var refusal = Assert.IsType<IllegalTransition>(Cancel(Given.Placed(), new CancelOrder(Given.Admin, "because")).Error);

        Assert.Empty(refusal.Allowed);
    }

    [Fact]
    public void Advance_SameKeySameContent_IsTheFirstTimeAgain()
    {
        var command = Given.Advance(Given.Seller, OrderStatus.Preparing) with { CommandKey = "k1", Note = " on it \r\n now" };
        var state = Given.Folded(Given.Placed(), default, Advance(Given.Placed(), command));

        var again = Advance(state, command with { Note = "on it \n now" });

        Assert.Equal(2, again.RepeatOf);
        Assert.Empty(again.Events);
        Assert.Null(again.Error);
    }

    [Fact]
    public void Advance_SameKeyLater_IsTheFirstTimeAgainEvenWithAnOldVersion()
    {
        var first = Given.Advance(Given.Seller, OrderStatus.Preparing) with { CommandKey = "k1", ExpectedVersion = 1 };
        var state = Given.Folded(Given.Placed(), default, Advance(Given.Placed(), first));
        state = Given.Folded(state, default, Advance(state, Given.Advance(Given.Seller, OrderStatus.Prepared)));

        Assert.Equal(2, Advance(state, first).RepeatOf);
    }

    [Theory]
    [InlineData(OrderStatus.Prepared, null, null, null)]
    [InlineData(OrderStatus.Shipped, "a note", "DHL", "JD0123")]
    [InlineData(OrderStatus.Shipped, null, "UPS", "JD0123")]
    [InlineData(OrderStatus.Shipped, null, "DHL", "JD0124")]
    [InlineData(OrderStatus.Shipped, null, null, null)]
    [InlineData(OrderStatus.Cancelled, "a note", null, null)]
    public void Advance_SameKeyOtherContent_KeyReused(OrderStatus to, string? note, string? carrier, string? number)
    {
        var state = Given.At(OrderStatus.Prepared);
        state = Given.Folded(state, default, Advance(state, Given.Advance(Given.Seller, OrderStatus.Shipped) with { CommandKey = "k1" }));

        var other = new AdvanceOrder(Given.Seller, to) { Note = note, Carrier = carrier, TrackingNumber = number, CommandKey = "k1" };

        Assert.IsType<KeyReused>(Advance(state, other).Error);
    }

    [Fact]
    public void Cancel_SameKey_RepeatOrReusedByItsReason()
    {
        var command = new CancelOrder(Given.Buyer, "Too slow") { CommandKey = "k1" };
        var state = Given.Folded(Given.Placed(), default, Cancel(Given.Placed(), command));

        Assert.Equal(2, Cancel(state, command).RepeatOf);
        Assert.IsType<KeyReused>(Cancel(state, command with { Reason = "Too dear" }).Error);
    }

    [Fact]
    public void Cancel_WithTheKeyThatPlacedTheOrder_KeyReused() =>
        Assert.IsType<KeyReused>(Cancel(Given.Placed(), new CancelOrder(Given.Buyer, "No") { CommandKey = "place" }).Error);

    [Fact]
    public void Cancel_SomebodyElsesKey_IsANewCommand()
    {
        var decision = Cancel(Given.Placed(), new CancelOrder(Given.Seller, "Sold out") { CommandKey = "place" });

        Assert.Single(decision.Events);
    }

    [Fact]
    public void Advance_ExpectedVersion_DecidesBeforeTheTable()
    {
        var state = Given.At(OrderStatus.Preparing);

        Assert.Equal(new VersionMismatch(1, 2), Advance(state, new AdvanceOrder(Given.Seller, OrderStatus.Closed) { ExpectedVersion = 1 }).Error);
        Assert.Single(Advance(state, new AdvanceOrder(Given.Seller, OrderStatus.Prepared) { ExpectedVersion = 2 }).Events);
    }

    [Fact]
    public void Cancel_TooLateAndWithoutReason_TheTableDecidesFirst() =>
        Assert.IsType<IllegalTransition>(Cancel(Given.At(OrderStatus.Closed), new CancelOrder(Given.Seller, "")).Error);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u200B\u2060")]
    public void Cancel_NothingToRead_ReasonRequired(string? reason)
    {
        var refusal = Assert.IsType<InvalidField>(Cancel(Given.Placed(), new CancelOrder(Given.Buyer, reason!)).Error);

        Assert.Equal("reason", refusal.Field);
    }

    [Fact]
    public void Advance_ToCancelled_IsACancellationWhoseReasonIsTheNote()
    {
        var e = Assert.Single(Advance(Given.Placed(), new AdvanceOrder(Given.Seller, OrderStatus.Cancelled) { Note = "Sold out" }).Events);
        Assert.Equal("Sold out", Assert.IsType<OrderCancelled>(e).Reason);

        var refusal = Assert.IsType<InvalidField>(Advance(Given.Placed(), new AdvanceOrder(Given.Seller, OrderStatus.Cancelled)).Error);
        Assert.Equal("note", refusal.Field);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("  ", "", null)]
    [InlineData("DHL", null, "trackingNumber")]
    [InlineData(null, "JD0123", "carrier")]
    [InlineData("DHL\u0007", "JD0123", "carrier")]
    [InlineData("DHL", "JD\n0123", "trackingNumber")]
    public void Advance_ToShipped_BothOrNeither(string? carrier, string? number, string? wrong)
    {
        var command = new AdvanceOrder(Given.Seller, OrderStatus.Shipped) { Carrier = carrier, TrackingNumber = number };

        var decision = Advance(Given.At(OrderStatus.Prepared), command);

        Assert.Equal(wrong, (decision.Error as InvalidField)?.Field);
        if (wrong is null) Assert.Null(Assert.IsType<OrderAdvanced>(Assert.Single(decision.Events)).Shipment);
    }

    [Fact]
    public void Advance_ShipmentWhereNoneBelongs_Refused()
    {
        var command = new AdvanceOrder(Given.Seller, OrderStatus.Preparing) { Carrier = "DHL", TrackingNumber = "1" };

        Assert.Equal("carrier", (Advance(Given.Placed(), command).Error as InvalidField)?.Field);
    }

    [Fact]
    public void Advance_NoteAtItsLimit_TakenAndOneMoreRefused()
    {
        var command = new AdvanceOrder(Given.Seller, OrderStatus.Preparing) { Note = new string('x', OrderLimits.Note) };

        Assert.Single(Advance(Given.Placed(), command).Events);
        Assert.Equal("note", (Advance(Given.Placed(), command with { Note = command.Note + "x" }).Error as InvalidField)?.Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("too long")]
    public void Advance_UnusableKey_Refused(string key)
    {
        if (key == "too long") key = new string('k', OrderLimits.IdempotencyKey + 1);

        var decision = Advance(Given.Placed(), new AdvanceOrder(Given.Seller, OrderStatus.Preparing) { CommandKey = key });

        Assert.Equal("idempotencyKey", (decision.Error as InvalidField)?.Field);
    }

    [Fact]
    public void Decide_TimeOfAnotherZone_KeptInUtcToTheMillisecond()
    {
        var local = new DateTimeOffset(2026, 3, 1, 14, 0, 0, 123, 456, TimeSpan.FromHours(2));

        var e = Assert.Single(OrderDecider.Advance(Given.Placed(), new AdvanceOrder(Given.Seller, OrderStatus.Preparing), local).Events);

        Assert.Equal("2026-03-01T12:00:00.1230000+00:00", e.At.ToString("O"));
    }
}
