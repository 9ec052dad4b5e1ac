using System.Collections.Immutable;

namespace Orders.Tests;

public sealed class OrderPlaceTests
{
    private static readonly OrderId Id = Given.NewId();

    private static OrderDecision Place(PlaceOrder command, OrderState? state = null) => OrderBeginnings.Place(state, Id, command);

    private static string? WrongField(OrderDetails details) =>
        (Place(new PlaceOrder(Given.Buyer, "k", details)).Error as InvalidField)?.Field;

    [Fact]
    public void Place_New_OneEventAtTheMomentOfTheId()
    {
        var e = Assert.IsType<OrderPlaced>(Assert.Single(Place(Given.Place(Id)).Events));

        Assert.Equal((1, Id.PlacedAt, "place"), (e.Sequence, e.At, e.CommandKey));
    }

    [Fact]
    public void Place_SameKeyAgain_TheFirstAnswerEvenIfPricesHaveChanged()
    {
        var state = Given.Placed(Id);
        var dearer = Given.Details(Id) with
        {
            Number = "1099",
            Lines = [.. Given.Details(Id).Lines.Select(l => l with { UnitPrice = new Money(9999, "EUR") })],
        };

        Assert.Equal(1, Place(new PlaceOrder(Given.Buyer, "place", dearer), state).RepeatOf);
    }

    [Fact]
    public void Place_SameKeyOtherWish_KeyReused()
    {
        var other = Given.Details(Id) with { Note = "as a gift" };

        Assert.IsType<KeyReused>(Place(new PlaceOrder(Given.Buyer, "place", other), Given.Placed(Id)).Error);
    }

    [Fact]
    public void Place_OverAnotherOrder_IdTaken()
    {
        var theirs = Given.Details(Id) with { Buyer = new Buyer(Given.OtherBuyer.Id, "B", "b@example.org") };

        Assert.IsType<OrderIdTaken>(Place(Given.Place(Id, "another key"), Given.Placed(Id)).Error);
        Assert.IsType<OrderIdTaken>(Place(new PlaceOrder(Given.OtherBuyer, "place", theirs), Given.Placed(Id)).Error);
    }

    [Theory]
    [InlineData(Role.Seller)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Admin)]
    public void Place_ByNoBuyer_Refused(Role role) =>
        Assert.Equal("buyer", (Place(Given.Place(Id) with { Actor = Given.Of(role) }).Error as InvalidField)?.Field);

    [Fact]
    public void Place_InAnothersName_Refused() =>
        Assert.Equal("buyer", (Place(Given.Place(Id) with { Actor = Given.OtherBuyer }).Error as InvalidField)?.Field);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(OrderLimits.Quantity + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Place_QuantityOutOfBounds_NamesTheLine(int quantity)
    {
        var lines = Given.Details(Id).Lines;

        Assert.Equal("lines[1].quantity", WrongField(Given.Details(Id) with { Lines = lines.SetItem(1, lines[1] with { Quantity = quantity }) }));
    }

    [Fact]
    public void Place_LinesNoneOrTooMany_Refused()
    {
        var line = Given.Details(Id).Lines[0];
        OrderDetails With(ImmutableArray<OrderLine> lines) => Given.Details(Id) with { Lines = lines };

        Assert.Equal("lines", WrongField(With([])));
        Assert.Equal("lines", WrongField(With(default)));
        Assert.Equal("lines", WrongField(With([.. Enumerable.Repeat(line, OrderLimits.Lines + 1)])));
        Assert.Null(WrongField(With([.. Enumerable.Repeat(line, OrderLimits.Lines)])));
    }

    [Fact]
    public void Place_MoneyThatCannotBe_Refused()
    {
        var line = Given.Details(Id).Lines[0];
        OrderDetails With(Money price) => Given.Details(Id) with { Lines = [line with { UnitPrice = price }] };

        Assert.Equal("lines[0].unitPrice", WrongField(With(new Money(-1, "EUR"))));
        Assert.Equal("lines[0].unitPrice", WrongField(With(new Money(1, "USD"))));
        Assert.Equal("lines", WrongField(With(new Money(long.MaxValue, "EUR"))));
        Assert.Null(WrongField(With(Money.Zero("EUR"))));
    }

    [Fact]
    public void Place_AddressWithGaps_NamesTheField()
    {
        OrderDetails With(Func<Address, Address> change) => Given.Details(Id) with { ShippingAddress = change(Given.Address) };

        Assert.Equal("shippingAddress.city", WrongField(With(a => a with { City = " " })));
        Assert.Equal("shippingAddress.country", WrongField(With(a => a with { Country = "Germany" })));
        Assert.Equal("shippingAddress.phone", WrongField(With(a => a with { Phone = new string('1', 201) })));
        Assert.Equal("shippingAddress.name", WrongField(With(a => a with { Name = "A\uD800" })));
        Assert.Null(WrongField(With(a => a with { Country = "de" })));
    }

    [Fact]
    public void Place_ForeignTrackingToken_Refused() =>
        Assert.Equal("trackingToken", WrongField(Given.Details(Id) with { TrackingToken = TrackingToken.New(new OrderId(Id.Value + 1)) }));

    [Fact]
    public void Place_UntidyTexts_KeptTidy()
    {
        var untidy = Given.Details(Id) with
        {
            Note = "  ring\r\ntwice ",
            ShippingAddress = Given.Address with { Country = "de", Line2 = "  ", City = " Bonn " },
        };

        var details = Assert.IsType<OrderPlaced>(Assert.Single(Place(new PlaceOrder(Given.Buyer, "k", untidy)).Events)).Details;

        Assert.Equal("ring\ntwice", details.Note);
        Assert.Equal(("DE", null, "Bonn"), (details.ShippingAddress.Country, details.ShippingAddress.Line2, details.ShippingAddress.City));
    }
}
