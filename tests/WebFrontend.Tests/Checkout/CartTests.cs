using Orders.Web;

namespace Orders.Tests;

public sealed class CartTests
{
    [Fact]
    public void Cart_StoredAndRead_IsTheSame()
    {
        var cart = Cart.Empty.Add("A", 2).Add("B", 1).Add("A", 1);

        Assert.Equal(cart.Quantities, Cart.FromJson(cart.ToJson()).Quantities);
        Assert.Equal(4, cart.Units);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("""{"A":"two"}""")]
    [InlineData("""{"A":-1,"":3}""")]
    public void FromJson_OfNonsense_IsEmpty(string? stored) => Assert.Empty(Cart.FromJson(stored).Quantities);

    [Fact]
    public void Set_BeyondTheLimits_StaysWithinThem()
    {
        Assert.Equal(OrderLimits.Quantity, Cart.FromJson("""{"A":2000000000}""").Quantities["A"]);
        var full = Enumerable.Range(0, OrderLimits.Lines).Aggregate(Cart.Empty, (cart, i) => cart.Add("S" + i, 1));
        Assert.Equal(OrderLimits.Lines, full.Add("one more", 1).Quantities.Count);
        Assert.Empty(Cart.Empty.Add("A", 1).Set("A", 0).Quantities);
    }

    [Fact]
    public void Of_ProductsOfTwoShops_OnePartForEach()
    {
        var cart = Cart.Empty.Add("A", 2).Add("B", 1).Add("gone", 1);
        Product[] products = [new("A", "Mug", 1, "Kiln", new Money(1250, "EUR"), 1), new("B", "Beans", 2, "Roastery", new Money(900, "EUR"), 5)];

        var shops = CartShop.Of(cart, products);

        Assert.Equal(["Kiln", "Roastery"], shops.Select(s => s.SellerName));
        Assert.Equal(new Money(2500, "EUR"), shops[0].Sum);
        Assert.True(shops[0].Lines[0].IsShort);
        Assert.Equal("A*2", shops[0].Fingerprint);
    }
}
