using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class InventoryTests(ShopServer shop)
{
    private readonly string _sku = $"inv-{Guid.NewGuid():N}";

    private string Path => $"/api/v1/inventory/{_sku}";

    private static object Product(int onHand, string? name = "Teapot", int? lowAt = null) =>
        new { name, price = new { amount = "69.00", currency = "EUR" }, onHand, lowAt };

    private Task<Answer> Adjust(int delta, string reason = "Delivery", params (string, string)[] headers) =>
        shop.Seller.Send("POST", Path + "/adjustments", new { delta, reason }, headers);

    private async Task<JsonElement> InCatalogue() =>
        (await shop.Nobody.Get($"/api/v1/products?q={_sku}")).Is(200).Json.GetProperty("items")[0];

    [Fact]
    public async Task Put_NewProduct_IsSoldAtOnce()
    {
        var put = (await shop.Seller.Send("PUT", Path, Product(7))).Is(201);
        Assert.Equal(
            $$"""{"sku":"{{_sku}}","name":"Teapot","price":{"amount":"69.00","currency":"EUR"},"onHand":7,"reserved":0,"lowAt":null,"version":1,"available":7}""",
            put.Text);
        Assert.Equal("\"1\"", put.ETag);
        var product = await InCatalogue();
        Assert.Equal((7, "First shop"), (product.GetProperty("available").GetInt32(), product.GetProperty("sellerName").GetString()));
        Assert.Equal(put.Text, (await shop.Manager.Get(Path)).Is(200).Text);
    }

    [Fact]
    public async Task Put_WhatGetAnswered_ChangesNothing()
    {
        (await shop.Seller.Send("PUT", Path, Product(7, lowAt: 2))).Is(201);
        var got = (await shop.Seller.Get(Path)).Is(200);
        Assert.Equal(got.Text, (await shop.Seller.Send("PUT", Path, got.Text, ("If-Match", got.ETag!))).Is(200).Text);
        (await shop.Seller.Send("PUT", Path, got.Text.Replace(_sku, "another", StringComparison.Ordinal))).IsInvalid("sku");
    }

    [Fact]
    public async Task Put_OtherNumberNameAndPrice_IsBookedAndShown()
    {
        (await shop.Seller.Send("PUT", Path, Product(7))).Is(201);
        (await shop.Seller.Send("PUT", Path, new { onHand = 5, name = "Big teapot" })).Is(200);
        var product = await InCatalogue();
        Assert.Equal((5, "Big teapot", "69.00"), (product.GetProperty("available").GetInt32(), product.GetProperty("name").GetString(), product.GetProperty("price").GetProperty("amount").GetString()));
        var newest = (await shop.Seller.Get(Path + "/movements")).Is(200).Json.GetProperty("items")[0];
        Assert.Equal((2L, "adjusted", -2, 5), (newest.GetProperty("sequence").GetInt64(), newest.GetProperty("kind").GetString(), newest.GetProperty("onHandChange").GetInt32(), newest.GetProperty("onHand").GetInt32()));
    }

    [Fact]
    public async Task Put_StaleIfMatch_Refused()
    {
        var tag = (await shop.Seller.Send("PUT", Path, Product(7))).Is(201).ETag!;
        (await Adjust(1)).Is(200);
        (await shop.Seller.Send("PUT", Path, Product(9), ("If-Match", tag))).IsProblem(412, "version-mismatch");
        Assert.Equal(8, (await shop.Seller.Get(Path)).Json.GetProperty("onHand").GetInt32());
    }

    [Fact]
    public async Task Adjust_WithReason_IsInTheLedgerWithWhoAndWhy()
    {
        (await shop.Seller.Send("PUT", Path, Product(7))).Is(201);
        var key = Sample.NewKey();
        Assert.Equal(4, (await Adjust(-3, "Broken in transit", key)).Is(200).Json.GetProperty("available").GetInt32());
        Assert.Equal(4, (await Adjust(-3, "Broken in transit", key)).Is(200).Json.GetProperty("onHand").GetInt32());
        (await Adjust(-2, "Broken in transit", key)).IsProblem(422, "idempotency-key-reused");

        var ledger = (await shop.Manager.Get(Path + "/movements?limit=1")).Is(200).Json;
        var moved = ledger.GetProperty("items")[0];
        Assert.Equal(("Broken in transit", "seller"), (moved.GetProperty("reason").GetString(), moved.GetProperty("actor").GetProperty("name").GetString()));
        var rest = (await shop.Manager.Get($"{Path}/movements?cursor={ledger.GetProperty("nextCursor").GetString()}")).Is(200).Json;
        Assert.Equal("opening", Assert.Single(rest.GetProperty("items").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("""{"delta":0,"reason":"x"}""", "delta")]
    [InlineData("""{"delta":-8,"reason":"x"}""", "delta")]
    [InlineData("""{"delta":1.5,"reason":"x"}""", "delta")]
    [InlineData("""{"reason":"x"}""", "delta")]
    [InlineData("""{"delta":1}""", "reason")]
    [InlineData("""{"delta":1,"reason":"x","force":true}""", "force")]
    public async Task Adjust_BadBody_NamesTheFieldAndBooksNothing(string body, string field)
    {
        (await shop.Seller.Send("PUT", Path, Product(7))).Is(201);
        (await shop.Seller.Send("POST", Path + "/adjustments", body)).IsInvalid(field);
        Assert.Equal(1, (await shop.Seller.Get(Path)).Json.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("""{"onHand":1,"price":{"amount":"1.00","currency":"EUR"}}""", "name")]
    [InlineData("""{"name":"x","onHand":1}""", "price")]
    [InlineData("""{"name":"x","onHand":-1,"price":{"amount":"1.00","currency":"EUR"}}""", "onHand")]
    [InlineData("""{"name":"x","onHand":1,"price":{"amount":"-1.00","currency":"EUR"}}""", "price")]
    [InlineData("""{"name":"x","onHand":1,"price":{"amount":"1.00","currency":"EUR"},"lowAt":-1}""", "lowAt")]
    [InlineData("""{"name":"x","onHand":1,"price":{"amount":"1.00","currency":"EUR"},"sellerId":"1"}""", "sellerId")]
    public async Task Put_NewProductThatCannotBe_NamesTheFieldAndAddsNothing(string body, string field)
    {
        (await shop.Seller.Send("PUT", Path, body)).IsInvalid(field);
        (await shop.Seller.Get(Path)).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Inventory_OfAnotherShop_LooksLikeNone()
    {
        (await shop.Seller.Send("PUT", Path, Product(7))).Is(201);
        foreach (var path in (string[])[Path, Path + "/movements"]) (await shop.Seller2.Get(path)).IsProblem(404, "not-found");
        (await shop.Seller2.Send("PUT", Path, Product(1))).IsProblem(404, "not-found");
        (await shop.Seller2.Send("POST", Path + "/adjustments", new { delta = 1, reason = "Mine" })).IsProblem(404, "not-found");
        Assert.DoesNotContain(await Listed(shop.Seller2), s => s == _sku);
        Assert.Contains(await Listed(shop.Seller), s => s == _sku);
        (await shop.Buyer.Get(Path)).IsProblem(403, "forbidden");
        (await shop.Nobody.Get(Path)).IsProblem(401, "unauthorized");
        (await shop.Admin.Get(Path)).Is(200);
        (await shop.Admin.Send("PUT", Path, Product(1))).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task List_LowOnly_ShowsWhatIsAtItsMark()
    {
        (await shop.Seller.Send("PUT", Path, Product(3, lowAt: 2))).Is(201);
        Assert.DoesNotContain(await Listed(shop.Seller, "&low=true"), s => s == _sku);
        (await Adjust(-1)).Is(200);
        Assert.Contains(await Listed(shop.Seller, "&low=true"), s => s == _sku);
        (await shop.Seller.Get("/api/v1/inventory?low=maybe")).IsInvalid("low");
    }

    private static async Task<string[]> Listed(ApiClient who, string more = "")
    {
        List<string> skus = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await who.Get($"/api/v1/inventory?limit=3&cursor={Uri.EscapeDataString(cursor)}{more}")).Is(200).Json;
            skus.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("sku").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Distinct(skus);
        return [.. skus];
    }
}
