using System.Collections.Immutable;

namespace Orders.Tests;

public sealed class CheckoutRulesTests
{
    private static readonly CheckoutRequest Request = new()
    {
        Buyer = Given.Buyer,
        BuyerEmail = "buyer@example.org",
        Lines = [new("MUG-B", 2), new("TEA-1", 1)],
        ShippingAddress = Given.Address,
        PaymentMethod = "pm_ok",
    };

    private static (CheckoutRequest? Request, InvalidField? Error) Check(CheckoutRequest request) =>
        CheckoutRules.Check(Given.Buyer.Id, "key", request);

    private static string? WrongField(params ImmutableArray<CheckoutLine> lines) => Check(Request with { Lines = lines }).Error?.Field;

    [Fact]
    public void Check_SameSkuTwice_OneLineWithTheSum()
    {
        var clean = Check(Request with { Lines = [new("MUG-B", 2), new("TEA-1", 1), new(" MUG-B ", 3)] }).Request;

        Assert.Equal([new CheckoutLine("MUG-B", 5), new CheckoutLine("TEA-1", 1)], clean!.Lines.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(1_000_000_000)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Check_Quantity_NamesTheLine(int quantity)
    {
        Assert.Equal("lines[0].quantity", WrongField(new CheckoutLine("A", quantity)));
        Assert.Equal("lines[1].quantity", WrongField(new("A", 1), new("B", quantity)));
    }

    [Fact]
    public void Check_SameSkuBeyondTheLimitTogether_NamesTheLineThatIsTooMuch()
    {
        Assert.Equal("lines[1].quantity", WrongField(new("A", 600), new("A", 600)));
        Assert.Null(WrongField(new("A", 400), new("A", 600)));
    }

    [Fact]
    public void Check_Lines_SomeButNotTooMany()
    {
        Assert.Equal("lines", WrongField());
        Assert.Equal("lines", WrongField(default));
        Assert.Equal("lines", WrongField([.. Enumerable.Range(0, 101).Select(i => new CheckoutLine($"SKU-{i}", 1))]));
        Assert.Equal("lines[0].sku", WrongField(new CheckoutLine("", 1)));
        Assert.Equal("lines[0].sku", WrongField(new CheckoutLine(null!, 1)));
        Assert.Equal("lines[1].sku", WrongField(new("A", 1), new("B\0", 1)));
        Assert.Equal("lines[0].sku", WrongField(new CheckoutLine[] { null! }.ToImmutableArray()));
    }

    [Fact]
    public void Check_NotesAndAddresses_NameTheField()
    {
        Assert.Equal("note", Check(Request with { Note = new string('x', 1 << 20) }).Error?.Field);
        Assert.Equal("note", Check(Request with { Note = "\uDC00" }).Error?.Field);
        Assert.Equal("shippingAddress", Check(Request with { ShippingAddress = null! }).Error?.Field);
        Assert.Equal("shippingAddress.postalCode", Check(Request with { ShippingAddress = Given.Address with { PostalCode = null! } }).Error?.Field);
        Assert.Equal("paymentMethod", Check(Request with { PaymentMethod = " " }).Error?.Field);
    }

    public static TheoryData<Actor> NotThisBuyer => new(Given.OtherBuyer, Given.Seller, Given.Admin, new Actor(Role.Seller, Given.Buyer.Id, "x", 7));

    [Theory, MemberData(nameof(NotThisBuyer))]
    public void Check_NotThisBuyer_Refused(Actor actor) => Assert.Equal("buyer", Check(Request with { Buyer = actor }).Error?.Field);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    public void Check_UnusableKey_Refused(string key) =>
        Assert.Equal("idempotencyKey", CheckoutRules.Check(Given.Buyer.Id, key, Request).Error?.Field);

    [Fact]
    public void Hash_SameWish_SameHashHoweverItIsWritten()
    {
        string Of(CheckoutRequest request) => CheckoutRules.Hash(Check(request).Request!);

        Assert.Equal(Of(Request), Of(Request with { Note = "  ", Lines = [new(" MUG-B", 1), new("TEA-1", 1), new("MUG-B", 1)] }));
        Assert.Equal(Of(Request), Of(Request with { Buyer = Given.Buyer with { Name = "Renamed" }, BuyerEmail = "new@example.org" }));
        Assert.NotEqual(Of(Request), Of(Request with { Note = "x" }));
        Assert.NotEqual(Of(Request), Of(Request with { Lines = [new("MUG-B", 2)] }));
        Assert.NotEqual(Of(Request), Of(Request with { PaymentMethod = "pm_declined" }));
        Assert.NotEqual(Of(Request), Of(Request with { ShippingAddress = Given.Address with { City = "Elsewhere" } }));
    }
}
