using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>What people do write comes back as they wrote it.</summary>
[Collection(SharedShop.Name)]
public sealed class GoodTextTests(ShopServer shop)
{
    [Theory]
    [InlineData("Grüße aus Köln")]
    [InlineData("مرحبا بالعالم")]
    [InlineData("\u202Eright to left\u202C")]
    [InlineData("👩‍👩‍👧‍👦 emoji 🎉")]
    [InlineData("Zalgo h̴e̷l̶l̴o̶")]
    [InlineData("line one\nline two\ttab")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE orders; --")]
    [InlineData("=1+1")]
    [InlineData("NaN null undefined {{7*7}} ${7*7} %s %n")]
    public async Task Place_OddButGoodNote_ComesBackUnchanged(string note)
    {
        var order = (await shop.Buyer.Place(note: note)).Json;
        Assert.Equal(note, order.GetProperty("note").GetString());
        var again = (await shop.Buyer.Get($"/api/v1/orders/{order.GetProperty("id").GetString()}")).Json;
        Assert.Equal(note, again.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Place_LinesOfTheSameSku_AreMerged()
    {
        var body = new
        {
            lines = new[] { new { sku = "first-1", quantity = 1 }, new { sku = "first-1", quantity = 2 } },
            shippingAddress = Sample.Address,
            paymentMethod = "pm_ok",
        };
        var order = (await shop.Buyer.Send("POST", "/api/v1/orders", JsonSerializer.Serialize(body), Sample.NewKey())).Is(201).Json;
        Assert.Equal(3, Assert.Single(order.GetProperty("lines").EnumerateArray()).GetProperty("quantity").GetInt32());
    }
}
