using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class OrderListTests(ShopServer shop)
{
    [Fact]
    public async Task List_Summary_HasTheDocumentedFieldsAndNoOthers()
    {
        await shop.Buyer.Place();
        var item = (await shop.Buyer.Get("/api/v1/orders?limit=1")).Is(200).Json.GetProperty("items")[0];
        Assert.Equal(
            ["allowedActions", "buyer", "dueAt", "escalationLevel", "headline", "id", "number", "placedAt", "sellerId", "sellerName", "status", "total",
                "trackingToken", "updatedAt", "version"],
            item.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(JsonValueKind.String, item.GetProperty("sellerId").ValueKind);
    }

    [Fact]
    public async Task List_SeveralStatuses_ShowsThoseOnly()
    {
        var received = (await shop.Buyer.Place()).Id;
        var preparing = (await shop.Buyer.Place()).Id;
        var prepared = (await shop.Buyer.Place()).Id;
        await shop.Seller.MoveTo(preparing, "preparing");
        await shop.Seller.MoveTo(prepared, "prepared");

        var items = await Items(shop.Seller, "status=received&status=prepared");
        Assert.Contains(received, Ids(items));
        Assert.Contains(prepared, Ids(items));
        Assert.DoesNotContain(preparing, Ids(items));
        Assert.All(items, i => Assert.Contains(i.GetProperty("status").GetString(), (string[])["received", "prepared"]));
    }

    [Theory]
    [InlineData("-placedAt", "placedAt", true)]
    [InlineData("placedAt", "placedAt", false)]
    [InlineData("-updatedAt", "updatedAt", true)]
    public async Task List_Sorted_IsInOrderAcrossPages(string sort, string field, bool descending)
    {
        for (var i = 0; i < 5; i++) await shop.Buyer.Place();
        var values = (await Items(shop.Buyer, $"sort={sort}&limit=2")).ConvertAll(i => i.GetProperty(field).GetDateTimeOffset());
        Assert.Equal(descending ? values.OrderDescending() : values.Order(), values);
    }

    [Fact]
    public async Task List_ByTotal_IsInOrderAcrossPages()
    {
        for (var i = 1; i <= 5; i++) await shop.Buyer.Place(quantity: i * 3 % 5 + 1);
        var totals = (await Items(shop.Buyer, "sort=-total&limit=2")).ConvertAll(i => decimal.Parse(i.GetProperty("total").GetProperty("amount").GetString()!));
        Assert.Equal(totals.OrderDescending(), totals);
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryOrderOnce()
    {
        for (var i = 0; i < 5; i++) await shop.Buyer2.Place("second-2");
        var small = Ids(await Items(shop.Buyer2, "limit=2"));
        Assert.Equal(small.Count, small.Distinct().Count());
        Assert.Equal(Ids(await Items(shop.Buyer2, "limit=200")), small);
    }

    [Fact]
    public async Task List_TextSearch_FindsNumberBuyerItemAndSku()
    {
        var order = (await shop.Buyer.Place("first-3")).Json;
        var id = order.GetProperty("id").GetString()!;
        foreach (var words in (string[])[order.GetProperty("number").GetString()!, "buyer@example.com", "thing 3", "first-3", "BUYER thi"])
            Assert.Contains(id, Ids(await Items(shop.Seller, $"q={Uri.EscapeDataString(words)}")));
        Assert.Empty(await Items(shop.Seller, "q=nowheretobefound"));
    }

    [Fact]
    public async Task List_DateRange_IsFromInclusiveToExclusive()
    {
        var order = (await shop.Buyer.Place()).Json;
        var (id, at) = (order.GetProperty("id").GetString()!, order.GetProperty("placedAt").GetDateTimeOffset());
        Assert.Contains(id, Ids(await Items(shop.Buyer, $"from={at:yyyy-MM-ddTHH:mm:ss.fffZ}")));
        Assert.DoesNotContain(id, Ids(await Items(shop.Buyer, $"to={at:yyyy-MM-ddTHH:mm:ss.fffZ}")));
        Assert.Contains(id, Ids(await Items(shop.Buyer, $"to={at.AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.fffZ}")));
        Assert.Contains(id, Ids(await Items(shop.Buyer, $"from={at:yyyy-MM-dd}&to={at:yyyy-MM-dd}")));
        Assert.DoesNotContain(id, Ids(await Items(shop.Buyer, $"to={at.AddDays(-1):yyyy-MM-dd}")));
        Assert.Contains(id, Ids(await Items(shop.Buyer, $"from={at.ToOffset(TimeSpan.FromHours(2)):yyyy-MM-ddTHH:mm:ss.fffzzz}")));
    }

    [Fact]
    public async Task List_Overdue_ShowsNoneWhereNothingHasADeadline()
    {
        await shop.Buyer.Place();
        Assert.Empty(await Items(shop.Seller, "overdue=true"));
        Assert.NotEmpty(await Items(shop.Seller, "overdue=false"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=99999999999999999999", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("status=lost", "status")]
    [InlineData("status=Received", "status")]
    [InlineData("status=0", "status")]
    [InlineData("status=received&status=lost", "status")]
    [InlineData("status=received,preparing", "status")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-13-01", "from")]
    [InlineData("to=2026-02-30T00:00:00Z", "to")]
    [InlineData("to=9999-12-31", "to")]
    [InlineData("from=2026-02-02&to=2026-01-01", "to")]
    [InlineData("sort=price", "sort")]
    [InlineData("sort=placedAt&sort=-total", "sort")]
    [InlineData("overdue=1", "overdue")]
    [InlineData("cursor=garbage", "cursor")]
    [InlineData("cursor=%F0%9F%98%80", "cursor")]
    [InlineData("q=%00", "q")]
    public async Task List_OddParameter_NamesIt(string query, string field)
    {
        (await shop.Buyer.Get("/api/v1/orders?" + query)).IsInvalid(field);
        (await shop.Buyer.Get("/api/v1/orders/export?" + query)).IsInvalid(field);
    }

    [Fact]
    public async Task List_TextTooLong_NamesIt() =>
        (await shop.Buyer.Get("/api/v1/orders?q=" + new string('q', OrderLimits.SearchText + 1))).IsInvalid("q");

    [Theory]
    [InlineData("q=%22")]
    [InlineData("q=*")]
    [InlineData("q=AND")]
    [InlineData("q=NEAR(a b)")]
    [InlineData("q=a\"b%20OR%20c")]
    [InlineData("q=-")]
    [InlineData("q=%F0%9F%98%80")]
    [InlineData("q=%ff")]
    [InlineData("status=")]
    [InlineData("cursor=")]
    public async Task List_OddButGoodParameter_IsAnswered(string query) => (await shop.Buyer.Get("/api/v1/orders?" + query)).Is(200);

    [Fact]
    public async Task List_CursorOfAnotherSort_IsRefused()
    {
        for (var i = 0; i < 3; i++) await shop.Buyer.Place();
        var cursor = (await shop.Buyer.Get("/api/v1/orders?limit=1&sort=-total")).Json.GetProperty("nextCursor").GetString()!;
        (await shop.Buyer.Get($"/api/v1/orders?limit=1&sort=placedAt&cursor={Uri.EscapeDataString(cursor)}")).IsInvalid("cursor");
    }

    [Fact]
    public async Task Counts_EveryStatusAndOverdue_AgreeWithTheList()
    {
        var id = (await shop.Buyer.Place()).Id;
        await shop.Seller.MoveTo(id, "delivered");
        var counts = (await shop.Seller.Get("/api/v1/orders/counts")).Is(200).Json;
        Assert.Equal(
            ["received", "preparing", "prepared", "shipped", "delivered", "closed", "cancelled", "overdue"],
            counts.EnumerateObject().Select(p => p.Name));
        foreach (var count in counts.EnumerateObject().Where(c => c.Name != "overdue"))
            Assert.Equal((await Items(shop.Seller, $"status={count.Name}&limit=200")).Count, count.Value.GetInt64());
    }

    private static async Task<List<JsonElement>> Items(ApiClient who, string query)
    {
        List<JsonElement> items = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await who.Get($"/api/v1/orders?{query}&cursor={Uri.EscapeDataString(cursor)}")).Is(200).Json;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }

        return items;
    }

    private static List<string> Ids(List<JsonElement> items) => items.ConvertAll(i => i.GetProperty("id").GetString()!);
}
