using Orders.Web;

namespace Orders.Tests;

public sealed class ProductFormTests
{
    private static readonly Actor Seller = new(Role.Seller, 5, "Sam", 1);
    private static readonly StockOwner Kiln = new(1, "Kiln & Clay");
    private static readonly StockItem Mug = new()
    {
        Sku = "MUG-1", Name = "Blue mug", Price = new Money(1250, "EUR"), OnHand = 12, Reserved = 3, LowAt = 5, Version = 4,
    };

    [Fact]
    public void Read_ANewProduct_GivesItsCommand()
    {
        var form = new ProductForm(null, Kiln) { Sku = "CUP-2", Name = " Red cup ", Price = "9.5", OnHand = "40", LowAt = "" };

        var (command, problems) = form.Read(Seller);

        Assert.Empty(problems);
        Assert.Equal(new PutStock(Seller, "Red cup", new Money(950, "EUR"), 40) { Owner = Kiln }, command);
    }

    [Fact]
    public void Read_AnEdit_LeavesTheStockAlone()
    {
        var form = new ProductForm(Mug, Kiln) { Price = "13.00" };

        var (command, _) = form.Read(Seller);

        Assert.Equal(new PutStock(Seller, "Blue mug", new Money(1300, "EUR"), null) { LowAt = 5 }, command);
    }

    [Fact]
    public void Read_NothingFilledIn_NamesEveryField()
    {
        var form = new ProductForm(null, Kiln) { OnHand = "-1", LowAt = "few" };

        Assert.Equal(["lowAt", "name", "onHand", "price", "sku"], form.Read(Seller).Problems.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("12.50", "EUR", 1250L)]
    [InlineData("12", "EUR", 1200L)]
    [InlineData("12.505", "EUR", null)]
    [InlineData("1250", "JPY", 1250L)]
    [InlineData("12.5", "JPY", null)]
    [InlineData("-1", "EUR", null)]
    [InlineData("1e3", "EUR", null)]
    [InlineData("99999999999999999999", "EUR", null)]
    public void Price_AsTyped_HasTheCurrencysDecimals(string text, string currency, long? minor) =>
        Assert.Equal(minor, StockNumbers.Price(text, currency)?.Minor);

    [Theory]
    [InlineData("+10", 10)]
    [InlineData("10", 10)]
    [InlineData(" -3 ", -3)]
    [InlineData("−3", -3)]
    [InlineData("three", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999", null)]
    public void Delta_AsTyped_IsANumberOrNothing(string text, int? delta) => Assert.Equal(delta, StockNumbers.Delta(text));

    [Theory]
    [InlineData(3, "+3")]
    [InlineData(-2, "−2")]
    [InlineData(0, "")]
    public void Change_OfAMovement_HasItsSign(int change, string words) => Assert.Equal(words, StockWords.Change(change));

    [Theory]
    [InlineData("MUG-1", "/stock/MUG-1")]
    [InlineData("a/b c?", "/stock/a/b%20c%3F")]
    public void Path_OfASku_LeadsToItsLedger(string sku, string path) => Assert.Equal(path, StockWords.Path(sku));

    [Fact]
    public void IsLow_AtItsMark_IsTrueAndWithoutOneNever()
    {
        Assert.False(StockWords.IsLow(Mug));
        Assert.True(StockWords.IsLow(Mug with { Reserved = 7 }));
        Assert.False(StockWords.IsLow(Mug with { Reserved = 12, LowAt = null }));
    }
}
