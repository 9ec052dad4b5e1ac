using Orders.Commands;
using Xunit;

using static Orders.Tests.Commands.OlistRowsFor;

namespace Orders.Tests.Commands;

public class OlistMappingTests
{
    [Fact]
    public void Map_OneItem_TakesOverEveryColumn()
    {
        var draft = Assert.Single(OlistMapping.Map(Row(), Data(Item())).Drafts);

        var details = draft.Details;
        Assert.Equal($"{Order}/{SellerId}", details.ExternalReference);
        Assert.Equal("OL-E481F51C", details.Number);
        Assert.Equal("Shop 3504c0cb, maua", details.SellerName);
        Assert.Equal("Customer 7c396fd4", details.Buyer.Name);
        Assert.Equal(new OrderLine(ProductId, "Utilidades domesticas", 1, Money.Of(29.99m, "BRL")), Assert.Single(details.Lines));
        Assert.Equal(Money.Of(8.72m, "BRL"), details.ShippingFee);
        Assert.Equal(Money.Of(38.71m, "BRL"), details.Total);
        Assert.Equal("voucher", details.PaymentMethod);
        Assert.Equal(("sao paulo", "SP", "03149", "BR"),
            (details.ShippingAddress.City, details.ShippingAddress.Region, details.ShippingAddress.PostalCode, details.ShippingAddress.Country));
    }

    [Fact]
    public void Map_EqualItems_BecomeOneLineWithTheirNumber()
    {
        var draft = Assert.Single(OlistMapping.Map(Row(), Data(Item(10), Item(11), Item(12, price: "30.0"))).Drafts);

        Assert.Equal([(2, 2999L), (1, 3000L)], draft.Details.Lines.Select(l => (l.Quantity, l.UnitPrice.Minor)));
        Assert.Equal(3 * 872, draft.Details.ShippingFee.Minor);
    }

    [Fact]
    public void Map_SeveralSellers_BecomeOneOrderEach()
    {
        var drafts = OlistMapping.Map(Row(), Data(Item(10), Item(11, seller: OtherSellerId, price: "5"))).Drafts;

        Assert.Equal([$"{Order}/{SellerId}", $"{Order}/{OtherSellerId}"], drafts.Select(d => d.Reference));
        Assert.Equal([3871L, 500L + 872L], drafts.Select(d => d.Details.Total.Minor));
        Assert.NotEqual(drafts[0].Details.SellerId, drafts[1].Details.SellerId);
        Assert.NotEqual(drafts[0].Candidates().First(), drafts[1].Candidates().First());
    }

    [Fact]
    public void Map_ProductWithoutCategory_IsCalledByItsNumber()
    {
        var draft = Assert.Single(OlistMapping.Map(Row(), Data(Item(product: "0036bb031e69d915cd384d1b3838b5d3"))).Drafts);

        Assert.Equal("Product 0036bb03", draft.Details.Lines[0].Name);
    }

    [Fact]
    public void Map_SameRowTwice_GivesTheSameIds()
    {
        var first = OlistMapping.Map(Row(), Data(Item())).Drafts[0];
        var second = OlistMapping.Map(Row(), Data(Item())).Drafts[0];

        Assert.Equal(first.Candidates().Take(3), second.Candidates().Take(3));
        Assert.Equal(3, first.Candidates().Take(3).Distinct().Count());
        Assert.All(first.Candidates().Take(3), id => Assert.Equal(first.PlacedAt, id.PlacedAt));
    }

    [Fact]
    public void Map_NoItems_IsRefusedAtItsLine() =>
        AssertRefused(Row(), Data(), "olist_orders_dataset.csv:2: no items");

    [Fact]
    public void Map_UnknownCustomer_IsRefused() =>
        AssertRefused(Row() with { CustomerId = "nobody" }, Data(Item()),
            "olist_orders_dataset.csv:2: its customer is not in olist_customers_dataset.csv (nobody)");

    [Fact]
    public void Map_UnknownSeller_IsRefusedAtTheItemsLine() =>
        AssertRefused(Row(), Data(Item(), Item(11, seller: "x")),
            "olist_order_items_dataset.csv:11: its seller is not in olist_sellers_dataset.csv (x)");

    [Fact]
    public void Map_UnknownProduct_IsRefusedAtTheItemsLine() =>
        AssertRefused(Row(), Data(Item(product: "x")),
            "olist_order_items_dataset.csv:10: its product is not in olist_products_dataset.csv (x)");

    [Theory]
    [InlineData("")]
    [InlineData("a lot")]
    [InlineData("-1")]
    [InlineData("1.234")]
    [InlineData("1,5")]
    [InlineData("99999999999999999999")]
    public void Map_PriceThatIsNone_IsRefusedAtTheItemsLine(string price) =>
        AssertRefused(Row(), Data(Item(price: price)), $"olist_order_items_dataset.csv:10: price is not an amount ({price})");

    [Fact]
    public void Map_BrokenItemLine_RefusesTheWholeOrder()
    {
        var data = Data(Item());
        data.BrokenItems[Order] = new Refusal(OlistFiles.Items, 11, "the line cannot be read", "3 columns where the heading has 7");

        AssertRefused(Row(), data, "olist_order_items_dataset.csv:11: the line cannot be read (3 columns where the heading has 7)");
    }

    private static void AssertRefused(OlistOrderRow row, OlistData data, string expected)
    {
        var outcome = OlistMapping.Map(row, data);
        Assert.Empty(outcome.Drafts);
        Assert.Equal(expected, outcome.Refusal?.ToString());
    }
}
