using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>A shop that looks every second, with limits in seconds.</summary>
public sealed class HurriedShopServer : ShopServer
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Orders:Escalation:TickSeconds"] = "1",
    };
}

/// <summary>The escalation as it really runs, in real time: an order that nobody accepts, and one that nobody closes.</summary>
public sealed class EscalationRunTests(HurriedShopServer shop) : IClassFixture<HurriedShopServer>
{
    private static object Step(string status, string after, string action) => new { status, after, action, enabled = true };

    private async Task<JsonElement> Order(string id) => (await shop.Seller.Get($"/api/v1/orders/{id}")).Is(200).Json;

    private static string[] Types(JsonElement order) =>
        [.. order.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("type").GetString()!)];

    [Fact]
    public async Task Order_NobodyAccepts_RemindedThenOverdueThenCancelledAndPaidBack()
    {
        var (id, old) = ((await shop.Buyer.Place()).Id, (await shop.Buyer.Place()).Id); // the second one is older than the policy
        (await shop.Seller.Send("PUT", "/api/v1/escalation-policy", new
        {
            steps = new[]
            {
                Step("received", "PT1S", "remind"), Step("received", "PT2S", "overdue"), Step("received", "PT3S", "cancel"),
                Step("delivered", "PT1S", "close"),
            },
        })).Is(200);

        foreach (var each in new[] { id, old, (await shop.Buyer.Place()).Id })
        {
            await ShopServer.Until(async () => (await Order(each)).GetProperty("payment").GetProperty("status").GetString() == "refunded");
            var order = await Order(each);
            Assert.Equal("cancelled", order.GetProperty("status").GetString());
            Assert.Equal(["placed", "escalated", "escalated", "cancelled", "refunded"], Types(order));
            var cancelled = order.GetProperty("history")[3];
            Assert.Equal("system", cancelled.GetProperty("actor").GetProperty("role").GetString());
            Assert.Contains("received for 3 seconds", cancelled.GetProperty("note").GetString(), StringComparison.Ordinal);
        }

        await ShopServer.Until(async () => (await shop.Seller.Get("/api/v1/notifications?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Count(n => n.GetProperty("event").GetString() == "orderOverdue" && n.GetProperty("orderId").GetString() == id) == 2);
    }

    [Fact]
    public async Task Order_Delivered_IsClosedByItself()
    {
        (await shop.Seller2.Send("PUT", "/api/v1/escalation-policy", new { steps = new[] { Step("delivered", "PT1S", "close") } })).Is(200);
        var id = (await shop.Buyer.Place("second-1")).Id;
        foreach (var to in new[] { "preparing", "prepared", "shipped", "delivered" }) (await shop.Seller2.Move(id, new { to })).Is(200);

        await ShopServer.Until(async () => (await shop.Seller2.Get($"/api/v1/orders/{id}")).Json.GetProperty("status").GetString() == "closed");
    }

    [Fact]
    public async Task Order_Overdue_IsInTheListAndTheCounts()
    {
        (await shop.Seller2.Send("PUT", "/api/v1/escalation-policy", new
        {
            steps = new[] { Step("received", "PT1S", "overdue"), Step("delivered", "PT1S", "close") },
        })).Is(200);
        var id = (await shop.Buyer.Place("second-2")).Id;

        await ShopServer.Until(async () => (await shop.Seller2.Get("/api/v1/orders?overdue=true")).Is(200).Json.GetProperty("items").EnumerateArray()
            .Any(o => o.GetProperty("id").GetString() == id && o.GetProperty("escalationLevel").GetInt32() == 2));
        Assert.True((await shop.Seller2.Get("/api/v1/orders/counts")).Is(200).Json.GetProperty("overdue").GetInt64() > 0);
        (await shop.Seller2.Move(id, new { to = "preparing" })).Is(200);
        Assert.DoesNotContain(
            (await shop.Seller2.Get("/api/v1/orders?overdue=true")).Is(200).Json.GetProperty("items").EnumerateArray(),
            o => o.GetProperty("id").GetString() == id);
    }
}
