using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>Each test has a buyer of its own: inboxes fill up with what other tests do.</summary>
[Collection(SharedShop.Name)]
public sealed class NotificationsTests(ShopServer shop)
{
    private const string Inbox = "/api/v1/notifications";
    private const string Preferences = "/api/v1/notification-preferences";

    /// <summary>A buyer with one order, as soon as it is told of.</summary>
    private async Task<(ApiClient Buyer, string Order)> NewBuyerWithAnOrder()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        (await shop.Nobody.Send("POST", "/api/v1/auth/register", new { email, password = ShopServer.Password, name = "N" })).Is(201);
        var login = await shop.Nobody.Send("POST", "/api/v1/auth/login", new { email, password = ShopServer.Password });
        var buyer = shop.Client(login.Json.GetProperty("accessToken").GetString());
        return (buyer, (await buyer.Place()).Id);
    }

    /// <summary>The inbox once so many are in it: they follow the answer, by a moment.</summary>
    private static async Task<JsonElement> Told(ApiClient who, int count)
    {
        JsonElement inbox = default;
        await ShopServer.Until(async () =>
        {
            inbox = (await who.Get(Inbox)).Is(200).Json;
            return inbox.GetProperty("items").GetArrayLength() >= count;
        });
        return inbox;
    }

    [Fact]
    public async Task List_AnOrdersLife_BuyerIsToldStepByStep()
    {
        var (buyer, order) = await NewBuyerWithAnOrder();
        await shop.Seller.MoveTo(order, "preparing");

        var inbox = await Told(buyer, 2);

        var items = inbox.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["orderPreparing", "orderReceived"], items.Select(i => i.GetProperty("event").GetString()));
        Assert.Equal([2, 1], items.Select(i => i.GetProperty("sequence").GetInt32()));
        Assert.All(items, i => Assert.Equal((order, false, $"/my/orders/{order}"),
            (i.GetProperty("orderId").GetString(), i.GetProperty("read").GetBoolean(), i.GetProperty("path").GetString())));
        Assert.Equal(2, inbox.GetProperty("unread").GetInt32());
        Assert.EndsWith("Z", items[0].GetProperty("at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ANewOrder_TheShopsPeopleAreToldToo()
    {
        var (_, order) = await NewBuyerWithAnOrder();
        foreach (var who in (ApiClient[])[shop.Seller, shop.Manager])
            await ShopServer.Until(async () => Orders(await who.Get(Inbox + "?limit=200")).Contains(order));

        Assert.DoesNotContain(order, Orders(await shop.Seller2.Get(Inbox + "?limit=200")));

        static IEnumerable<string?> Orders(Answer answer) =>
            answer.Is(200).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("orderId").GetString()).ToArray();
    }

    [Fact]
    public async Task Read_OneAndAll_TheNumberOfUnreadFollows()
    {
        var (buyer, order) = await NewBuyerWithAnOrder();
        await shop.Seller.MoveTo(order, "prepared");
        var inbox = await Told(buyer, 3);
        var id = inbox.GetProperty("items")[0].GetProperty("id").GetString();

        (await buyer.Send("POST", $"{Inbox}/{id}/read")).Is(204);
        (await buyer.Send("POST", $"{Inbox}/{id}/read")).Is(204);
        var unread = (await buyer.Get(Inbox + "?unread=true")).Is(200).Json;
        Assert.Equal((2, 2), (unread.GetProperty("unread").GetInt32(), unread.GetProperty("items").GetArrayLength()));

        (await buyer.Send("POST", Inbox + "/read-all")).Is(204);
        Assert.Equal(0, (await buyer.Get(Inbox)).Json.GetProperty("unread").GetInt32());
        (await shop.Buyer2.Send("POST", $"{Inbox}/{id}/read")).IsProblem(404, "not-found");
        (await buyer.Send("POST", $"{Inbox}/abc/read")).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task List_PageByPage_EachOnce()
    {
        var (buyer, order) = await NewBuyerWithAnOrder();
        await shop.Seller.MoveTo(order, "shipped");
        await Told(buyer, 4);

        var first = (await buyer.Get(Inbox + "?limit=3")).Is(200).Json;
        var second = (await buyer.Get($"{Inbox}?limit=3&cursor={first.GetProperty("nextCursor").GetString()}")).Is(200).Json;

        Assert.Equal((3, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("?cursor=abc", "cursor")]
    [InlineData("?cursor=-1", "cursor")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?unread=perhaps", "unread")]
    public async Task List_BadParameter_NamesIt(string query, string field) => (await shop.Buyer.Get(Inbox + query)).IsInvalid(field);

    [Fact]
    public async Task Preferences_ChangedInPart_TheRestStays()
    {
        var (buyer, _) = await NewBuyerWithAnOrder();
        var before = (await buyer.Get(Preferences)).Is(200).Json.GetProperty("events");
        Assert.Equal((9, "orderReceived"), (before.EnumerateObject().Count(), before.EnumerateObject().First().Name));
        Assert.True(before.GetProperty("orderShipped").GetProperty("email").GetBoolean());

        var body = new { events = new { orderShipped = new { email = false } }, quietHours = new { from = "22:00", to = "07:30", timeZone = "Europe/Berlin" } };
        var changed = (await buyer.Send("PUT", Preferences, body)).Is(200).Json;

        var shipped = changed.GetProperty("events").GetProperty("orderShipped");
        Assert.Equal((true, false, false), (shipped.GetProperty("inApp").GetBoolean(), shipped.GetProperty("email").GetBoolean(), shipped.GetProperty("webhook").GetBoolean()));
        Assert.True(changed.GetProperty("events").GetProperty("orderReceived").GetProperty("email").GetBoolean());
        Assert.Equal("""{"from":"22:00","to":"07:30","timeZone":"Europe/Berlin"}""", changed.GetProperty("quietHours").GetRawText());
        Assert.Equal(changed.GetRawText(), (await buyer.Get(Preferences)).Text);
        Assert.Equal(JsonValueKind.Null, (await buyer.Send("PUT", Preferences, "{}")).Is(200).Json.GetProperty("quietHours").ValueKind);
    }

    [Theory]
    [InlineData("""{"events":{"orderLost":{"email":true}}}""", "events.orderLost")]
    [InlineData("""{"events":{"OrderShipped":{"email":true}}}""", "events.OrderShipped")]
    [InlineData("""{"events":{"lowStock":{"email":true}}}""", "events.lowStock")]
    [InlineData("""{"events":{"orderShipped":{"webhook":true}}}""", "events.orderShipped.webhook")]
    [InlineData("""{"events":{"orderShipped":{"sms":true}}}""", "events.orderShipped.sms")]
    [InlineData("""{"events":{"orderShipped":{"email":"yes"}}}""", "events.orderShipped.email")]
    [InlineData("""{"events":{"orderShipped":null}}""", "events.orderShipped")]
    [InlineData("""{"quietHours":{"from":"25:00","to":"07:00","timeZone":"UTC"}}""", "quietHours.from")]
    [InlineData("""{"quietHours":{"from":"22:00","timeZone":"UTC"}}""", "quietHours.to")]
    [InlineData("""{"quietHours":{"from":"22:00","to":"22:00","timeZone":"UTC"}}""", "quietHours.to")]
    [InlineData("""{"quietHours":{"from":"22:00","to":"07:00"}}""", "quietHours.timeZone")]
    [InlineData("""{"quietHours":{"from":"22:00","to":"07:00","timeZone":"Mars/Olympus"}}""", "quietHours.timeZone")]
    [InlineData("""{"language":"de"}""", "language")]
    [InlineData("""[]""", "body")]
    public async Task PutPreferences_BadBody_NamesTheField(string body, string field)
    {
        var before = (await shop.Buyer.Get(Preferences)).Text;
        (await shop.Buyer.Send("PUT", Preferences, body)).IsInvalid(field);
        Assert.Equal(before, (await shop.Buyer.Get(Preferences)).Text);
    }

    [Fact]
    public async Task Everything_NotSignedIn_Refused()
    {
        (await shop.Nobody.Get(Inbox)).IsProblem(401, "unauthorized");
        (await shop.Nobody.Get(Preferences)).IsProblem(401, "unauthorized");
        (await shop.Nobody.Send("POST", Inbox + "/read-all")).IsProblem(401, "unauthorized");
    }
}
