using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class ProductsTests(ShopServer shop)
{
    [Fact]
    public async Task List_WithoutSignIn_ShowsProductsAsDocumented()
    {
        var item = (await shop.Nobody.Get("/api/v1/products?q=first-1")).Is(200).Json.GetProperty("items")[0];
        Assert.Equal(
            $$$"""{"sku":"first-1","name":"Thing 1 of the first","sellerId":"{{{shop.Seller.Account!.SellerId}}}","sellerName":"First shop","price":{"amount":"10.50","currency":"EUR"},"available":100}""",
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

        Assert.Equal(["first-1", "first-2", "first-3", "second-1", "second-2", "second-3"], skus.Order());
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
