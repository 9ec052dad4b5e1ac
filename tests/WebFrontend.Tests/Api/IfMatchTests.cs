using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class IfMatchTests(ShopServer shop)
{
    [Theory]
    [InlineData("\"1\"", 200)]
    [InlineData("*", 200)]
    [InlineData("\"7\", \"1\"", 200)]
    [InlineData("\"2\"", 412)]
    [InlineData("\"7\", \"8\"", 412)]
    [InlineData("W/\"1\"", 412)]
    [InlineData("\"abc\"", 412)]
    [InlineData("\"-1\"", 412)]
    [InlineData("\"99999999999999999999\"", 412)]
    public async Task Advance_IfMatch_IsHonoured(string ifMatch, int status)
    {
        var id = (await shop.Buyer.Place()).Id;
        var answer = await shop.Seller.Move(id, new { to = "preparing" }, ("If-Match", ifMatch));
        if (status == 412) answer.IsProblem(412, "version-mismatch");
        else answer.Is(200);
        Assert.Equal(status == 200 ? "\"2\"" : "\"1\"", (await shop.Buyer.Get($"/api/v1/orders/{id}")).ETag);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1")]
    [InlineData("\"1\" \"2\"")]
    [InlineData("w/1")]
    public async Task Advance_MalformedIfMatch_IsRefused(string ifMatch)
    {
        var id = (await shop.Buyer.Place()).Id;
        (await shop.Seller.Move(id, new { to = "preparing" }, ("If-Match", ifMatch))).IsInvalid("If-Match");
        (await shop.Buyer.Cancel(id, "x", ("If-Match", ifMatch))).IsInvalid("If-Match");
    }

    [Fact]
    public async Task Cancel_StaleIfMatch_IsRefusedTellingTheVersion()
    {
        var id = (await shop.Buyer.Place()).Id;
        await shop.Seller.MoveTo(id, "preparing");
        var problem = (await shop.Buyer.Cancel(id, "x", ("If-Match", "\"1\""))).IsProblem(412, "version-mismatch").Json;
        Assert.Equal(2, problem.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("W/\"1\"")]
    public async Task Advance_IfMatchOnForeignOrder_IsNotFound(string ifMatch)
    {
        var id = (await shop.Buyer.Place()).Id;
        (await shop.Seller2.Move(id, new { to = "preparing" }, ("If-Match", ifMatch))).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Advance_TwoAtOnceWithTheSameTag_OneWins()
    {
        var id = (await shop.Buyer.Place()).Id;
        var answers = await Task.WhenAll(
            shop.Seller.Move(id, new { to = "preparing" }, ("If-Match", "\"1\"")), shop.Manager.Cancel(id, "x", ("If-Match", "\"1\"")));
        Assert.Equal([200, 412], answers.Select(a => a.Status).Order());
    }

    [Fact]
    public void Parse_NoHeader_MeansAnyVersion() => Assert.True(IfMatch.Parse([]).Versions.IsDefault);
}
