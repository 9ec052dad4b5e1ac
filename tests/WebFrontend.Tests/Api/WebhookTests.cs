using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class WebhookTests(ShopServer shop)
{
    private const string Path = "/api/v1/webhooks";

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":""}""", "url")]
    [InlineData("""{"url":"nonsense"}""", "url")]
    [InlineData("""{"url":"http://93.184.216.34/"}""", "url")]
    [InlineData("""{"url":"https://127.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://localhost/"}""", "url")]
    [InlineData("""{"url":"https://[::1]/"}""", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest"}""", "url")]
    [InlineData("""{"url":"https://10.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://a:b@93.184.216.34/"}""", "url")]
    [InlineData("""{"url":"https://93.184.216.34/","secret":"mine"}""", "secret")]
    public async Task Add_BadAddress_IsRefused(string body, string field) => (await shop.Seller.Send("POST", Path, body)).IsInvalid(field);

    [Fact]
    public async Task Webhooks_NotAShop_Forbidden()
    {
        foreach (var who in (ApiClient[])[shop.Buyer, shop.Admin]) (await who.Get(Path)).IsProblem(403, "forbidden");
        (await shop.Nobody.Get(Path)).IsProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("nonsense")]
    [InlineData("-1")]
    public async Task Webhooks_NotThere_NotFound(string id)
    {
        (await shop.Seller.Send("DELETE", $"{Path}/{id}")).IsProblem(404, "not-found");
        (await shop.Seller.Send("POST", $"{Path}/{id}/rotate-secret")).IsProblem(404, "not-found");
        (await shop.Seller.Send("POST", $"{Path}/{id}/enable")).IsProblem(404, "not-found");
        (await shop.Seller.Get($"{Path}/{id}/deliveries")).IsProblem(404, "not-found");
        (await shop.Seller.Send("POST", $"{Path}/{id}/deliveries/1/redeliver")).IsProblem(404, "not-found");
    }
}
