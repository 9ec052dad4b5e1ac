using System.Collections.Immutable;

namespace Orders.Tests;

public sealed class CheckoutPricingTests
{
    private static readonly Product Mug = new("MUG-B", "Blue mug", Given.Shop, "Mugs & More", new Money(1245, "EUR"), 10);
    private static readonly Product Tea = new("TEA-1", "Green tea", Given.Shop, "Mugs & More", new Money(500, "EUR"), 10);
    private static readonly Product Pen = new("PEN-1", "Pen", Given.OtherShop, "Pens", new Money(100, "EUR"), 10);
    private static readonly ImmutableArray<CheckoutLine> Lines = [new("TEA-1", 1), new("MUG-B", 2)];

    [Fact]
    public void Price_KnownProducts_NamesAndPricesOfTheCatalogueInTheBuyersOrder()
    {
        var priced = CheckoutPricing.Price(Lines, Lines, [Mug, Tea]).Priced!;

        OrderLine[] expected = [new("TEA-1", "Green tea", 1, new Money(500, "EUR")), new("MUG-B", "Blue mug", 2, new Money(1245, "EUR"))];
        Assert.Equal(expected, priced.Lines.ToArray());
        Assert.Equal((Given.Shop, "Mugs & More", Money.Zero("EUR")), (priced.SellerId, priced.SellerName, priced.ShippingFee));
    }

    [Fact]
    public void Price_UnknownSku_NamesTheLineTheBuyerSent()
    {
        ImmutableArray<CheckoutLine> asked = [new("MUG-B", 1), new("MUG-B", 1), new(" NOPE ", 1)];

        var error = CheckoutPricing.Price(asked, [new("MUG-B", 2), new("NOPE", 1)], [Mug]).Error;

        Assert.Equal("lines[2].sku", (error as InvalidField)?.Field);
    }

    [Fact]
    public void Price_SeveralShops_MixedSellers()
    {
        ImmutableArray<CheckoutLine> lines = [new("MUG-B", 1), new("PEN-1", 1)];

        var refusal = Assert.IsType<MixedSellers>(CheckoutPricing.Price(lines, lines, [Mug, Pen]).Error);

        Assert.Equal(["Mugs & More", "Pens"], refusal.Sellers.ToArray());
    }

    [Fact]
    public void Price_AnotherCurrency_NamesTheLine()
    {
        var error = CheckoutPricing.Price(Lines, Lines, [Mug with { Price = new Money(1, "USD") }, Tea]).Error;

        Assert.Equal("lines[1].sku", (error as InvalidField)?.Field);
    }
}
