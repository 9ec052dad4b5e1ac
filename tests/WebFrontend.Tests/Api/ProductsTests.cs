using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class ProductsTests(ShopServer shop)
{
    [Fact]
    public async Task List_WithoutSignIn_ShowsProductsAsDocumented()
    {
        // Nobody orders this one.
        var item = (await shop.Nobody.Get("/api/v1/products?q=second-3")).Is(200).Json.GetProperty("items")[0];
        Assert.Equal(
            $$$"""{"sku":"second-3","name":"Thing 3 of the second","sellerId":"{{{shop.Seller2.Account!.SellerId}}}","sellerName":"Second shop","price":{"amount":"30.50","currency":"EUR"},"available":{{{ShopServer.Units}}}}""",
            item.GetRawText());
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryProductOnce()
    {
        List<string> skus = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await shop.Nobody.Get($"/api/v1/products?limit=2&cursor={Uri.EscapeDataString(cursor)}")).Is(200).Json;
            skus.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("sku").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Distinct(skus);
        string[] first = ["first-1", "first-2", "first-3", "second-1", "second-2", "second-3"];
        Assert.Equal(first, skus.Intersect(first).Order()); // other tests may have added some
    }

    [Fact]
    public async Task List_BySeller_ShowsThatShopOnly()
    {
        var items = (await shop.Nobody.Get($"/api/v1/products?seller={shop.Seller2.Account!.SellerId}")).Is(200).Json.GetProperty("items").EnumerateArray();
        Assert.All(items, i => Assert.StartsWith("second-", i.GetProperty("sku").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("seller=x", "seller")]
    [InlineData("seller=-1", "seller")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=garbage", "cursor")]
    [InlineData("q=%00", "q")]
    public async Task List_OddParameter_NamesIt(string query, string field) => (await shop.Nobody.Get("/api/v1/products?" + query)).IsInvalid(field);
}
