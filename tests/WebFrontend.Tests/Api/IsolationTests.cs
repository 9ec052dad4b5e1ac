using Xunit;

namespace Orders.Tests.Api;

/// <summary>What is not yours looks as if it were not there.</summary>
[Collection(SharedShop.Name)]
public sealed class IsolationTests(ShopServer shop)
{
    private static readonly (string Method, string Path, object? Body)[] OrderEndpoints =
    [
        ("GET", "", null), ("GET", "/history", null),
        ("POST", "/transitions", new { to = "preparing" }), ("POST", "/cancel", new { reason = "x" }),
    ];

    [Fact]
    public async Task EveryOrderEndpoint_AnotherBuyersOrAnotherShopsOrder_AnswersLikeAMissingOne()
    {
        var id = (await shop.Buyer.Place()).Id;
        var missing = OrderId.New(DateTimeOffset.UtcNow).ToString();
        foreach (var (method, path, body) in OrderEndpoints)
        {
            foreach (var stranger in (ApiClient[])[shop.Buyer2, shop.Seller2])
            {
                if (path == "/transitions" && stranger == shop.Buyer2) continue; // Buyers get 403 there, below.
                var foreign = (await stranger.Send(method, $"/api/v1/orders/{id}{path}", body)).IsProblem(404, "not-found");
                var absent = (await stranger.Send(method, $"/api/v1/orders/{missing}{path}", body)).IsProblem(404, "not-found");
                Assert.Equal(WithoutTrace(absent), WithoutTrace(foreign));
            }
        }

        Assert.Equal(1, (await shop.Buyer.Get($"/api/v1/orders/{id}")).Json.GetProperty("version").GetInt64());
    }

    [Theory]
    [InlineData("GET", "/api/v1/orders")]
    [InlineData("POST", "/api/v1/orders")]
    [InlineData("GET", "/api/v1/orders/counts")]
    [InlineData("GET", "/api/v1/orders/export")]
    [InlineData("POST", "/api/v1/orders/bulk-transitions")]
    [InlineData("GET", "/api/v1/orders/0000000000000")]
    [InlineData("GET", "/api/v1/orders/0000000000000/history")]
    [InlineData("POST", "/api/v1/orders/0000000000000/transitions")]
    [InlineData("POST", "/api/v1/orders/0000000000000/cancel")]
    public async Task ProtectedEndpoint_NoTokenOrABadOne_Is401(string method, string path)
    {
        (await shop.Nobody.Send(method, path, method == "POST" ? new { } : null)).IsProblem(401, "unauthorized");
        using var forged = shop.Client("not-a-token");
        (await forged.Send(method, path, method == "POST" ? new { } : null)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task RoleBoundEndpoints_WrongRole_Is403()
    {
        var id = (await shop.Buyer.Place()).Id;
        foreach (var who in (ApiClient[])[shop.Seller, shop.Manager, shop.Admin])
            (await who.Send("POST", "/api/v1/orders", Sample.Order(), Sample.NewKey())).IsProblem(403, "forbidden");
        foreach (var who in (ApiClient[])[shop.Buyer, shop.Admin])
        {
            (await who.Move(id, new { to = "preparing" })).IsProblem(403, "forbidden");
            (await who.Send("POST", "/api/v1/orders/bulk-transitions", new { ids = new[] { id }, to = "preparing" })).IsProblem(403, "forbidden");
        }

        (await shop.Admin.Cancel(id)).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task ListsCountsAndExport_ByCaller_ShowTheirOwnOnly()
    {
        var mine = (await shop.Buyer.Place()).Id;
        var theirs = (await shop.Buyer2.Place("second-1")).Id;
        await Sees(shop.Buyer, mine, theirs);
        await Sees(shop.Seller, mine, theirs);
        await Sees(shop.Manager, mine, theirs);
        await Sees(shop.Buyer2, theirs, mine);
        await Sees(shop.Seller2, theirs, mine);
        var all = await Ids(shop.Admin);
        Assert.Contains(mine, all);
        Assert.Contains(theirs, all);
    }

    private static async Task Sees(ApiClient who, string own, string foreign)
    {
        var ids = await Ids(who);
        Assert.Contains(own, ids);
        Assert.DoesNotContain(foreign, ids);
        var export = (await who.Get("/api/v1/orders/export?format=csv")).Is(200).Text;
        Assert.Contains(own, export, StringComparison.Ordinal);
        Assert.DoesNotContain(foreign, export, StringComparison.Ordinal);
        Assert.Equal(ids.Count, await who.CountAll());
    }

    private static async Task<List<string>> Ids(ApiClient who)
    {
        List<string> ids = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await who.Get($"/api/v1/orders?limit=200&cursor={Uri.EscapeDataString(cursor)}")).Is(200).Json;
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        return ids;
    }

    private static string WithoutTrace(Answer answer) => answer.Text[..answer.Text.IndexOf("traceId", StringComparison.Ordinal)];
}
