using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class OrderLifeTests(ShopServer shop)
{
    [Fact]
    public async Task Place_GoodOrder_IsCreatedWithEverythingThePageSays()
    {
        var answer = (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(quantity: 3, note: "Ring twice"), Sample.NewKey())).Is(201);
        var order = answer.Json;

        Assert.Equal($"/api/v1/orders/{answer.Id}", answer.Headers.Location!.ToString());
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal(
            ["allowedActions", "buyer", "dueAt", "escalationLevel", "heldUntil", "history", "id", "lines", "note", "number", "payment", "placedAt", "sellerId",
                "sellerName", "shipment", "shippingAddress", "shippingFee", "status", "timestamps", "total", "trackingToken", "updatedAt", "version"],
            order.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal("received", order.GetProperty("status").GetString());
        Assert.Equal("""{"amount":"31.50","currency":"EUR"}""", order.GetProperty("total").GetRawText());
        Assert.Equal("""{"sku":"first-1","name":"Thing 1 of the first","quantity":3,"unitPrice":{"amount":"10.50","currency":"EUR"},"lineTotal":{"amount":"31.50","currency":"EUR"}}""",
            order.GetProperty("lines")[0].GetRawText());
        Assert.Equal($$"""{"id":"{{shop.Buyer.Account!.Id}}","name":"buyer","email":"buyer@example.com"}""", order.GetProperty("buyer").GetRawText());
        Assert.Equal(shop.Seller.Account!.SellerId.ToString(), order.GetProperty("sellerId").GetString());
        Assert.Equal("""{"status":"captured","refunded":{"amount":"0.00","currency":"EUR"}}""", order.GetProperty("payment").GetRawText());
        Assert.Equal(["cancel"], order.GetProperty("allowedActions").Strings());
        Assert.EndsWith("Z", order.GetProperty("placedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal("Ring twice", order.GetProperty("note").GetString());
    }

    [Fact]
    public async Task Advance_StepByStep_ReachesClosedWithTimesAndAGapFreeHistory()
    {
        var id = (await shop.Buyer.Place()).Id;
        object[] steps =
        [
            new { to = "preparing" }, new { to = "prepared", note = "Packed twice" },
            new { to = "shipped", carrier = "DHL", trackingNumber = "JD0123" }, new { to = "delivered" }, new { to = "closed" },
        ];
        for (var i = 0; i < steps.Length; i++)
        {
            var answer = (await shop.Seller.Move(id, steps[i], ("If-Match", $"\"{i + 1}\""))).Is(200);
            Assert.Equal($"\"{i + 2}\"", answer.ETag);
        }

        var order = (await shop.Buyer.Get($"/api/v1/orders/{id}")).Is(200).Json;
        string[] path = ["received", "preparing", "prepared", "shipped", "delivered", "closed"];
        Assert.Equal("closed", order.GetProperty("status").GetString());
        Assert.Equal(path, order.GetProperty("timestamps").EnumerateObject().Select(p => p.Name));
        Assert.Equal("DHL", order.GetProperty("shipment").GetProperty("carrier").GetString());
        Assert.Contains("JD0123", order.GetProperty("shipment").GetProperty("trackingUrl").GetString(), StringComparison.Ordinal);
        Assert.Empty(order.GetProperty("allowedActions").Strings());

        var items = (await shop.Buyer.Get($"/api/v1/orders/{id}/history")).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal([1, 2, 3, 4, 5, 6], items.Select(i => i.GetProperty("sequence").GetInt64()));
        Assert.Equal(path, items.Select(i => i.GetProperty("to").GetString()));
        Assert.Equal([null, .. path[..^1]], items.Select(i => i.GetProperty("from").GetString()));
        Assert.Equal("Packed twice", items[2].GetProperty("note").GetString());
        Assert.Equal($$"""{"role":"seller","id":"{{shop.Seller.Account!.Id}}","name":"seller"}""", items[2].GetProperty("actor").GetRawText());
    }

    [Fact]
    public async Task Advance_SkippedStep_IsRefusedNamingFromToAndAllowed()
    {
        var id = (await shop.Buyer.Place()).Id;
        var problem = (await shop.Seller.Move(id, new { to = "shipped" })).IsProblem(409, "illegal-transition").Json;
        Assert.Equal("received", problem.GetProperty("from").GetString());
        Assert.Equal("shipped", problem.GetProperty("to").GetString());
        Assert.Equal(["preparing", "cancelled"], problem.GetProperty("allowed").Strings());
    }

    [Fact]
    public async Task Cancel_ByBuyerInTime_StopsTheOrderWithTheReason()
    {
        var id = (await shop.Buyer.Place()).Id;
        var order = (await shop.Buyer.Cancel(id, "Too late for the party")).Is(200).Json;
        Assert.Equal("cancelled", order.GetProperty("status").GetString());
        Assert.Equal("Too late for the party", order.GetProperty("history")[1].GetProperty("note").GetString());
    }

    [Fact]
    public async Task Cancel_ByBuyerTooLate_IsRefusedWithNothingAllowed()
    {
        var id = (await shop.Buyer.Place()).Id;
        await shop.Seller.MoveTo(id, "prepared");
        var problem = (await shop.Buyer.Cancel(id)).IsProblem(409, "illegal-transition").Json;
        Assert.Equal("prepared", problem.GetProperty("from").GetString());
        Assert.Equal("cancelled", problem.GetProperty("to").GetString());
        Assert.Empty(problem.GetProperty("allowed").Strings());
        (await shop.Seller.Cancel(id, "Broken in the kiln")).Is(200);
    }

    [Fact]
    public async Task Advance_ToCancelled_TakesTheNoteAsReason()
    {
        var id = (await shop.Buyer.Place()).Id;
        (await shop.Manager.Move(id, new { to = "cancelled" })).IsInvalid("note");
        (await shop.Manager.Move(id, new { to = "cancelled", note = "Sold out" })).Is(200);
    }

    [Fact]
    public async Task Track_WithToken_ShowsStatusAndTimelineAndNothingPrivate()
    {
        var placed = (await shop.Buyer.Place(note: "secret note")).Json;
        var token = placed.GetProperty("trackingToken").GetString()!;
        await shop.Seller.MoveTo(placed.GetProperty("id").GetString()!, "preparing");

        var answer = (await shop.Nobody.Get($"/api/v1/track/{token}")).Is(200);
        Assert.Equal("preparing", answer.Json.GetProperty("status").GetString());
        Assert.Equal(placed.GetProperty("number").GetString(), answer.Json.GetProperty("number").GetString());
        Assert.Equal(["received", "preparing"], answer.Json.GetProperty("timeline").EnumerateArray().Select(t => t.GetProperty("status").GetString()));
        foreach (var secret in (string[])["example.com", "Lindenweg", "Ada", "EUR", "10.50", "secret note", "buyer"])
            Assert.DoesNotContain(secret, answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%20")]
    [InlineData("0000000000000000000000000000000000000000")]
    public async Task Track_WrongToken_IsNotFound(string token) =>
        (await shop.Nobody.Get($"/api/v1/track/{token}")).IsProblem(404, "not-found");

    [Fact]
    public async Task Track_RightOrderWrongSecret_IsNotFound()
    {
        var placed = await shop.Buyer.Place();
        var token = placed.Json.GetProperty("trackingToken").GetString()!;
        (await shop.Nobody.Get($"/api/v1/track/{token[..^1]}{(token[^1] == '0' ? '1' : '0')}")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Place_LinesOfTwoShops_IsRefused()
    {
        var body = new
        {
            lines = new[] { new { sku = "first-1", quantity = 1 }, new { sku = "second-1", quantity = 1 } },
            shippingAddress = Sample.Address,
            paymentMethod = "pm_ok",
        };
        (await shop.Buyer.Send("POST", "/api/v1/orders", body, Sample.NewKey())).IsProblem(422, "mixed-sellers");
    }
}
