using Orders.Testing;
using Xunit;

namespace Orders.Tests.Api;

public sealed class DemoDataTests : IDisposable
{
    private const string Password = "Demo-1234!";
    private readonly ShopData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Demo_StartedTwice_HasTheSameOrdersInEveryStatus()
    {
        var first = await Look();
        Assert.Equal(60, first.Orders.Count);
        Assert.All(first.Counts.Where(c => c.Key != "overdue"), c => Assert.True(c.Value > 0, c.Key));
        var second = await Look();
        Assert.Equal(first.Orders, second.Orders);
        Assert.Equal(first.Counts, second.Counts);
    }

    private async Task<(List<string> Orders, Dictionary<string, long> Counts)> Look()
    {
        // Many are overdue, but nothing is done about it while they are looked at.
        var settings = new Dictionary<string, string> { ["Orders:Demo"] = "true", ["Orders:Escalation:TickSeconds"] = "3600" };
        await using var server = new ShopServer.Factory(_data, settings, null);
        server.UseKestrel(0);
        server.StartServer();
        using var nobody = new ApiClient(server.ClientOptions.BaseAddress, null);
        Assert.Equal(24, (await nobody.Get("/api/v1/products?limit=200")).Json.GetProperty("items").GetArrayLength());
        foreach (var email in (string[])["seller", "seller2", "buyer", "buyer2", "manager"])
        {
            using var client = await SignIn(server, nobody, email);
            Assert.NotEqual(0, await client.CountAll());
        }

        using var admin = await SignIn(server, nobody, "admin");
        var orders = (await admin.Get("/api/v1/orders?limit=200")).Is(200).Json.GetProperty("items").EnumerateArray().ToList();
        var now = DateTimeOffset.UtcNow;
        Assert.All(orders, o => Assert.InRange(o.GetProperty("placedAt").GetDateTimeOffset(), now.AddDays(-31), now));
        Assert.All(orders, o => Assert.InRange(o.GetProperty("updatedAt").GetDateTimeOffset(), o.GetProperty("placedAt").GetDateTimeOffset(), now));
        var counts = (await admin.Get("/api/v1/orders/counts")).Json.EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetInt64());
        return (orders.ConvertAll(o => o.GetRawText()), counts);
    }

    private static async Task<ApiClient> SignIn(ShopServer.Factory server, ApiClient nobody, string name)
    {
        var answer = (await nobody.Send("POST", "/api/v1/auth/login", new { email = name + "@demo.local", password = Password })).Is(200);
        return new ApiClient(server.ClientOptions.BaseAddress, answer.Json.GetProperty("accessToken").GetString());
    }
}
