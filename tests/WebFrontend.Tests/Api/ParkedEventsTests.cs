using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class ParkedEventsTests(ShopServer shop)
{
    private const string Path = "/api/v1/admin/parked-events";

    [Fact]
    public async Task SendAgain_ParkedEvent_IsListedUntilThen()
    {
        // Of an order that is not there, so that nobody confirms it meanwhile.
        var order = OrderId.New(DateTimeOffset.UtcNow);
        await Park(order);
        var item = Listed(await shop.Admin.Get(Path), order).Single();
        Assert.Equal("inventory", item.GetProperty("consumer").GetString());
        Assert.Equal("no such thing", item.GetProperty("lastError").GetString());

        var body = new { order = order.ToString(), sequence = 3, consumer = "inventory" };
        (await shop.Admin.Send("POST", Path + "/send-again", body)).Is(204);
        Assert.Empty(Listed(await shop.Admin.Get(Path), order));
        (await shop.Admin.Send("POST", Path + "/send-again", body)).IsProblem(404, "not-found");
    }

    [Theory]
    [InlineData("""{"order":"nonsense","sequence":1,"consumer":"inventory"}""", "order")]
    [InlineData("""{"order":"0000000000000","consumer":"inventory"}""", "sequence")]
    [InlineData("""{"order":"0000000000000","sequence":1,"consumer":"nobody"}""", "consumer")]
    public async Task SendAgain_BadBody_NamesTheField(string body, string field) =>
        (await shop.Admin.Send("POST", Path + "/send-again", body)).IsInvalid(field);

    [Fact]
    public async Task ParkedEvents_NotAnAdmin_Forbidden()
    {
        foreach (var who in (ApiClient[])[shop.Buyer, shop.Seller, shop.Manager]) (await who.Get(Path)).IsProblem(403, "forbidden");
        (await shop.Nobody.Get(Path)).IsProblem(401, "unauthorized");
    }

    private static System.Text.Json.JsonElement[] Listed(Answer answer, OrderId order) =>
        [.. answer.Is(200).Json.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("order").GetString() == order.ToString())];

    private async Task Park(OrderId order)
    {
        await using var connection = await shop.OpenDatabase();
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO outbox VALUES ({order.Value}, 3, 0, 0, NULL, 8, 'no such thing')";
        await insert.ExecuteNonQueryAsync();
    }
}
