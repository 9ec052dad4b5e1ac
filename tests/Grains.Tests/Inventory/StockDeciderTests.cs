namespace Orders.Tests;

public sealed class StockDeciderTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly OrderId Order = Given.NewId();
    private static readonly OrderId Other = Given.NewId();

    private static StockDecision Reserve(StockState? state, int quantity, OrderId? order = null, string token = "t") =>
        StockDecider.Reserve(state, "MUG-B", order ?? Order, token, quantity, Given.Now);

    private static StockDecision Release(StockState state, OrderId? order = null) =>
        StockDecider.Release(state, order ?? Order, Given.Buyer, "Changed my mind", Given.Now);

    private static StockDecision Ship(StockState state) => StockDecider.Ship(state, Order, Given.Seller, Given.Now);

    private static StockState Held(int quantity = 3, int onHand = 10) => GivenStock.Of(onHand).Then(Reserve(GivenStock.Of(onHand), quantity));

    [Fact]
    public void Reserve_Enough_HoldsAndWritesTheLedger()
    {
        var change = Reserve(GivenStock.Of(10), 4).Change!;

        Assert.Equal((10, 4, 6, 2L), (change.After.OnHand, change.After.Reserved, change.After.Available, change.After.Version));
        Assert.Equal(new StockReservation(Order, "t", 4, Confirmed: false), change.After.Reservations[Order]);
        var moved = change.Movement!;
        Assert.Equal((2L, StockMovementKind.Reserved, 0, 4, 10, 4, (OrderId?)Order), (moved.Sequence, moved.Kind, moved.OnHandChange, moved.ReservedChange, moved.OnHand, moved.Reserved, moved.Order));
    }

    [Theory]
    [InlineData(10, 11)]
    [InlineData(0, 1)]
    public void Reserve_MoreThanThereIs_OutOfStockWithWhatThereIs(int onHand, int quantity) =>
        Assert.Equal(new OutOfStock("MUG-B", onHand), Reserve(GivenStock.Of(onHand), quantity).Error);

    [Fact]
    public void Reserve_WhatOthersHold_IsNotAvailable() => Assert.Equal(new OutOfStock("MUG-B", 7), Reserve(Held(3), 8, Other).Error);

    [Fact]
    public void Reserve_NoSuchStock_OutOfStock() => Assert.Equal(new OutOfStock("MUG-B", 0), Reserve(null, 1).Error);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(OrderLimits.Quantity + 1)]
    public void Reserve_OddQuantity_Refused(int quantity) => Assert.Equal("quantity", (Reserve(GivenStock.Of(10), quantity).Error as InvalidField)?.Field);

    [Fact]
    public void Reserve_Again_Nothing() => Assert.Equal(StockDecision.Nothing, Reserve(Held(), 3));

    [Fact]
    public void Reserve_SameOrderOfAnotherCheckout_OrderIdTaken() => Assert.IsType<OrderIdTaken>(Reserve(Held(), 3, token: "another").Error);

    [Fact]
    public void Release_Held_GivesItBackWithTheReason()
    {
        var change = Release(Held()).Change!;
        Assert.Equal((10, 0), (change.After.OnHand, change.After.Reserved));
        Assert.Empty(change.After.Reservations);
        Assert.Equal((StockMovementKind.Released, -3, "Changed my mind", Given.Buyer), (change.Movement!.Kind, change.Movement.ReservedChange, change.Movement.Reason, change.Movement.Actor));
    }

    [Fact]
    public void Release_ByAToken_OnlyThatCheckouts()
    {
        Assert.Equal(StockDecision.Nothing, StockDecider.Release(Held(), Order, "another", Given.Now));
        Assert.Equal(10, StockDecider.Release(Held(), Order, "t", Given.Now).Change!.After.Available);
    }

    [Fact]
    public void Ship_Held_LeavesTheShelfAndTheReservation()
    {
        var after = Ship(Held()).Change!.After;
        Assert.Equal((7, 0, 7), (after.OnHand, after.Reserved, after.Available));
    }

    [Fact]
    public void Commands_ForWhatHoldsNothing_MoveNothing()
    {
        var state = Held();
        Assert.Equal(StockDecision.Nothing, Release(state, Other));
        Assert.Equal(StockDecision.Nothing, StockDecider.Ship(state, Other, Given.Seller, Given.Now));
        Assert.Equal(StockDecision.Nothing, StockDecider.Confirm(state, Other));
        Assert.Equal(StockDecision.Nothing, StockDecider.Confirm(null, Order));
        Assert.Equal(StockDecision.Nothing, StockDecider.Ship(null, Order, Given.Seller, Given.Now));
    }

    /// <summary>Confirm comes with the first event, Release or Ship with a later one, each perhaps twice, in any order.</summary>
    [Fact]
    public void Consumers_InAnyOrderAndTwice_EndTheSame()
    {
        Func<StockState, StockDecision> confirm = s => StockDecider.Confirm(s, Order);
        foreach (var (end, onHand) in ((Func<StockState, StockDecision>, int)[])[(s => Release(s), 10), (Ship, 7)])
        {
            foreach (var steps in (Func<StockState, StockDecision>[][])[[confirm, end], [end, confirm], [confirm, confirm, end, end, confirm], [end, end, confirm]])
            {
                var state = Held();
                foreach (var step in steps) state = state.Then(step(state));
                Assert.Equal((onHand, 0, 3L), (state.OnHand, state.Reserved, state.Version));
                Assert.Empty(state.Reservations);
            }
        }
    }

    [Fact]
    public void Adjust_ByTheShop_BookedWithReason()
    {
        var change = StockDecider.Adjust(Held(), new AdjustStock(Given.Seller, -7, " Broken ") { CommandKey = "k" }, null, Given.Now).Change!;
        Assert.Equal((3, 0), (change.After.OnHand, change.After.Available));
        Assert.Equal((StockMovementKind.Adjusted, "Broken", $"{Given.Seller.Id}/k"), (change.Movement!.Kind, change.Movement.Reason, change.CommandKey));
    }

    [Theory]
    [InlineData(0, "r", "delta")]
    [InlineData(-8, "r", "delta")] // three are reserved
    [InlineData(int.MaxValue, "r", "delta")]
    [InlineData(int.MinValue, "r", "delta")]
    [InlineData(1, " ", "reason")]
    public void Adjust_Impossible_NamesTheField(int delta, string reason, string field) =>
        Assert.Equal(field, (StockDecider.Adjust(Held(), new AdjustStock(Given.Seller, delta, reason), null, Given.Now).Error as InvalidField)?.Field);

    [Fact]
    public void Adjust_SameKeyAgain_NothingUnlessItIsSomethingElse()
    {
        var command = new AdjustStock(Given.Seller, 2, "Found") { CommandKey = "k" };
        var change = StockDecider.Adjust(GivenStock.Of(1), command, null, Given.Now).Change!;
        Assert.Equal(StockDecision.Nothing, StockDecider.Adjust(change.After, command, change.Movement, Given.Now));
        Assert.IsType<KeyReused>(StockDecider.Adjust(change.After, command with { Delta = 3 }, change.Movement, Given.Now).Error);
    }

    [Fact]
    public void Adjust_NotTheShops_NotFound()
    {
        foreach (var actor in (Actor[])[Given.Buyer, Given.OtherSeller, Given.Admin])
            Assert.IsType<OrderNotFound>(StockDecider.Adjust(GivenStock.Of(1), new AdjustStock(actor, 1, "r"), null, Given.Now).Error);
    }

    [Fact]
    public void Low_FallsAndRises_ToldOnceUntilThen()
    {
        var state = GivenStock.Of(10, lowAt: 5);
        List<(bool Fell, bool Rose)> marks = [];
        foreach (var delta in (int[])[-4, -1, -1, +1, +1, -3])
        {
            var change = StockDecider.Adjust(state, new AdjustStock(Given.Seller, delta, "r"), null, Given.Now).Change!;
            marks.Add((change.FellLow, change.RoseAgain));
            state = change.After;
        }

        Assert.Equal([(false, false), (true, false), (false, false), (false, false), (false, true), (true, false)], marks);
    }

    /// <summary>Whatever is asked in whatever order, the ledger adds up and nothing is sold twice.</summary>
    [Fact]
    public void AnyCommands_AtRandom_KeepTheBooks()
    {
        var random = Seed.Random(output);
        var orders = Enumerable.Range(0, 8).Select(_ => Given.NewId()).ToArray();
        var state = GivenStock.Of(20, lowAt: 4);
        List<StockMovement> ledger = [];
        for (var i = 0; i < 5000; i++)
        {
            var order = orders[random.Next(orders.Length)];
            var decision = random.Next(6) switch
            {
                0 or 1 => Reserve(state, random.Next(1, 8), order),
                2 => Release(state, order),
                3 => StockDecider.Confirm(state, order),
                4 => StockDecider.Ship(state, order, Given.Seller, Given.Now),
                _ => StockDecider.Adjust(state, new AdjustStock(Given.Seller, random.Next(-6, 9), "r"), null, Given.Now),
            };
            if (decision.Change is not { } change) continue;
            state = change.After;
            if (change.Movement is { } moved) ledger.Add(moved);
            Assert.InRange(state.Reserved, 0, state.OnHand);
            Assert.Equal(state.Reservations.Values.Sum(r => r.Quantity), state.Reserved);
            Assert.Equal((20 + ledger.Sum(m => m.OnHandChange), ledger.Sum(m => m.ReservedChange)), (state.OnHand, state.Reserved));
            Assert.Equal(ledger.Count + 1, state.Version);
        }

        Assert.Equal(Enumerable.Range(2, ledger.Count).Select(n => (long)n), ledger.Select(m => m.Sequence));
    }
}
