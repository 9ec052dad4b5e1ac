namespace Orders.Tests;

public sealed class StockPuttingTests
{
    private static StockDecision Put(StockState? state, PutStock command, string sku = "MUG-B") => StockPutting.Put(state, sku, command, Given.Now);

    [Fact]
    public void Put_NewProduct_OpensItsLedger()
    {
        var change = Put(null, GivenStock.Put(Given.Seller, 12, lowAt: 3)).Change!;
        Assert.Null(change.Before);
        Assert.Equal(("MUG-B", 12, 0, 3, 1L), (change.After.Sku, change.After.OnHand, change.After.Reserved, change.After.LowAt!.Value, change.After.Version));
        Assert.Equal((StockMovementKind.Opening, 12, 1L), (change.Movement!.Kind, change.Movement.OnHandChange, change.Movement.Sequence));
        Assert.False(change.FellLow);
    }

    [Fact]
    public void Put_NewProductThatIsLowAtOnce_IsTold() => Assert.True(Put(null, GivenStock.Put(Given.Seller, 2, lowAt: 3)).Change!.FellLow);

    [Fact]
    public void Put_OtherNumberOnHand_BooksTheDifference()
    {
        var change = Put(GivenStock.Of(10), GivenStock.Put(Given.Manager, 7)).Change!;
        Assert.Equal((StockMovementKind.Adjusted, -3, 7), (change.Movement!.Kind, change.Movement.OnHandChange, change.After.OnHand));
    }

    [Fact]
    public void Put_SameAgain_Nothing() => Assert.Equal(StockDecision.Nothing, Put(GivenStock.Of(10), GivenStock.Put(Given.Seller, 10)));

    [Fact]
    public void Put_OtherName_IsWrittenAndAuditedWithoutAMovement()
    {
        var change = Put(GivenStock.Of(10), GivenStock.Put(Given.Seller, null, " Dear mug ", lowAt: 1)).Change!;
        Assert.Null(change.Movement);
        Assert.Equal(("Dear mug", 10, 1L), (change.After.Name, change.After.OnHand, change.After.Version));
        var audit = StockAudit.Of(change)!;
        Assert.Equal(("described", "name Blue mug → Dear mug; low at none → 1", Given.Seller), (audit.Type, audit.Summary, audit.Actor));
    }

    [Fact]
    public void Put_WithoutAMark_TakesItAwayUnlessItIsToStay()
    {
        Assert.Null(Put(GivenStock.Of(10, lowAt: 4), GivenStock.Put(Given.Seller)).Change!.After.LowAt);
        Assert.Equal(StockDecision.Nothing, Put(GivenStock.Of(10, lowAt: 4), GivenStock.Put(Given.Seller) with { KeepLowAt = true }));
    }

    [Fact]
    public void Put_FewerThanAreReserved_Refused()
    {
        var held = GivenStock.Of(10).Then(StockDecider.Reserve(GivenStock.Of(10), "MUG-B", Given.NewId(), "t", 4, Given.Now));
        Assert.Equal("onHand", (Put(held, GivenStock.Put(Given.Seller, 3)).Error as InvalidField)?.Field);
        Assert.Null(Put(held, GivenStock.Put(Given.Seller, 4)).Error);
    }

    public static TheoryData<string, PutStock> Impossible => new()
    {
        { "name", GivenStock.Put(Given.Seller, name: null) },
        { "name", GivenStock.Put(Given.Seller, name: new string('n', OrderLimits.ShortText + 1)) },
        { "price", GivenStock.Put(Given.Seller) with { Price = null } },
        { "price", GivenStock.Put(Given.Seller) with { Price = new Money(-1, "EUR") } },
        { "price", GivenStock.Put(Given.Seller) with { Price = new Money(1, "eur") } },
        { "onHand", GivenStock.Put(Given.Seller, -1) },
        { "onHand", GivenStock.Put(Given.Seller, OrderLimits.OnHand + 1) },
        { "lowAt", GivenStock.Put(Given.Seller, lowAt: -1) },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void Put_NewProductThatCannotBe_NamesTheField(string field, PutStock command) =>
        Assert.Equal(field, (Put(null, command).Error as InvalidField)?.Field);

    [Fact]
    public void Put_SkuWithSpaceAround_Refused() => Assert.Equal("sku", (Put(null, GivenStock.Put(Given.Seller), " MUG").Error as InvalidField)?.Field);

    [Fact]
    public void Put_NotTheShops_NotFound()
    {
        foreach (var actor in (Actor[])[Given.Buyer, Given.OtherSeller, Given.Admin])
        {
            Assert.IsType<OrderNotFound>(Put(null, GivenStock.Put(actor)).Error);
            Assert.IsType<OrderNotFound>(Put(GivenStock.Of(1), GivenStock.Put(actor)).Error);
        }

        var theirs = GivenStock.Put(Given.OtherSeller) with { Owner = new StockOwner(Given.OtherShop, "Others") };
        Assert.IsType<OrderNotFound>(Put(GivenStock.Of(1), theirs).Error); // a SKU is one shop's
    }

    [Fact]
    public void Put_OtherVersionThanExpected_Refused()
    {
        Assert.Equal(new VersionMismatch(2, 1), Put(GivenStock.Of(1), GivenStock.Put(Given.Seller) with { ExpectedVersion = 2 }).Error);
        Assert.Null(Put(GivenStock.Of(1), GivenStock.Put(Given.Seller) with { ExpectedVersion = 1 }).Error);
    }
}
