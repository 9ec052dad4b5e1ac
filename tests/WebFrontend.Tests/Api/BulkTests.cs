using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class BulkTests(ShopServer shop)
{
    [Fact]
    public async Task Bulk_SomeRefused_MovesTheOthersAndSaysWhy()
    {
        var good = (await shop.Buyer.Place()).Id;
        var ahead = (await shop.Buyer.Place()).Id;
        var foreign = (await shop.Buyer2.Place("second-1")).Id;
        await shop.Seller.MoveTo(ahead, "shipped");

        var results = (await Bulk(new { ids = new[] { ahead, good, foreign, "odd", good }, to = "preparing", note = "All at once" })).Is(200)
            .Json.GetProperty("results").EnumerateArray().ToArray();

        Assert.Equal([ahead, good, foreign, "odd"], results.Select(r => r.GetProperty("id").GetString()));
        Assert.Equal([false, true, false, false], results.Select(r => r.GetProperty("ok").GetBoolean()));
        Assert.Equal(["shipped", "preparing", null, null], results.Select(r => r.GetProperty("status").GetString()));
        Assert.EndsWith("illegal-transition", results[0].GetProperty("error").GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("shipped", results[0].GetProperty("error").GetProperty("from").GetString());
        Assert.EndsWith("not-found", results[2].GetProperty("error").GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal("All at once", (await shop.Buyer.Get($"/api/v1/orders/{good}/history")).Json.GetProperty("items")[1].GetProperty("note").GetString());
    }

    [Fact]
    public async Task Bulk_FiveHundred_AreMoved()
    {
        var ids = new List<string>();
        foreach (var batch in Enumerable.Range(0, 500).Chunk(50))
            ids.AddRange((await Task.WhenAll(batch.Select(_ => shop.Buyer.Place()))).Select(a => a.Id));
        var results = (await Bulk(new { ids, to = "preparing" })).Is(200).Json.GetProperty("results").EnumerateArray();
        Assert.All(results, r => Assert.True(r.GetProperty("ok").GetBoolean()));
        (await Bulk(new { ids = ids.Append("one more"), to = "prepared" })).IsInvalid("ids");
    }

    [Theory]
    [InlineData("{}", "to")]
    [InlineData("""{"to":"preparing"}""", "ids")]
    [InlineData("""{"ids":null,"to":"preparing"}""", "ids")]
    [InlineData("""{"ids":[],"to":"preparing"}""", "ids")]
    [InlineData("""{"ids":"x","to":"preparing"}""", "ids")]
    [InlineData("""{"ids":[1],"to":"preparing"}""", "ids[0]")]
    [InlineData("""{"ids":[null],"to":"preparing"}""", "ids[0]")]
    [InlineData("""{"ids":["x"],"to":"gone"}""", "to")]
    [InlineData("""{"ids":["x"],"to":"preparing","force":true}""", "force")]
    public async Task Bulk_BadBody_NamesTheField(string body, string field) => (await Bulk(body)).IsInvalid(field);

    private Task<Answer> Bulk(object body) => shop.Seller.Send("POST", "/api/v1/orders/bulk-transitions", body);
}
