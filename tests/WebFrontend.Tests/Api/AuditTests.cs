using System.Globalization;
using CsvHelper;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class AuditTests(ShopServer shop)
{
    [Fact]
    public async Task List_OfAnOrder_SaysWhoDidWhatWhenAndBy()
    {
        var id = (await shop.Buyer.Place()).Id;
        (await shop.Seller.Move(id, new { to = "preparing", note = "=1+1" })).Is(200);

        var items = (await shop.Seller.Get($"/api/v1/audit?orderId={id}&kind=order")).Is(200).Json.GetProperty("items");
        Assert.Equal(["advanced", "placed"], items.EnumerateArray().Select(i => i.GetProperty("type").GetString()));
        var advanced = items[0];
        Assert.Equal($"order:{id}", advanced.GetProperty("subject").GetString());
        Assert.Equal(id, advanced.GetProperty("orderId").GetString());
        Assert.Equal(2, advanced.GetProperty("sequence").GetInt64());
        Assert.Equal("received → preparing", advanced.GetProperty("summary").GetString());
        Assert.Equal("=1+1", advanced.GetProperty("reason").GetString());
        Assert.Equal("api", advanced.GetProperty("origin").GetString());
        Assert.Equal("seller", advanced.GetProperty("actor").GetProperty("role").GetString());
        Assert.Equal(["role", "id", "name"], advanced.GetProperty("actor").EnumerateObject().Select(p => p.Name));
        Assert.Matches("^[0-9a-f]{64}$", advanced.GetProperty("hash").GetString());
        Assert.True(advanced.GetProperty("position").GetInt64() > items[1].GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task List_OtherShop_SeesNothingAndAdminEverything()
    {
        var id = (await shop.Buyer.Place()).Id;
        Assert.Equal(0, (await shop.Seller2.Get($"/api/v1/audit?orderId={id}")).Is(200).Json.GetProperty("items").GetArrayLength());
        Assert.NotEqual(0, (await shop.Manager.Get($"/api/v1/audit?orderId={id}")).Is(200).Json.GetProperty("items").GetArrayLength());
        Assert.NotEqual(0, (await shop.Admin.Get($"/api/v1/audit?orderId={id}")).Is(200).Json.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(id, (await shop.Seller2.Get("/api/v1/audit?limit=200")).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ByPages_IsTheWholeLogOnce()
    {
        var id = (await shop.Buyer.Place()).Id;
        await shop.Seller.MoveTo(id, "delivered");
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = (await shop.Seller.Get($"/api/v1/audit?orderId={id}&kind=order&limit=2" + (cursor is null ? "" : $"&cursor={cursor}"))).Is(200).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("sequence").GetInt64()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal([5, 4, 3, 2, 1], seen);
    }

    [Fact]
    public async Task List_Buyer_IsForbidden()
    {
        (await shop.Buyer.Get("/api/v1/audit")).IsProblem(403, "forbidden");
        (await shop.Buyer.Get("/api/v1/audit/export")).IsProblem(403, "forbidden");
        (await shop.Nobody.Get("/api/v1/audit")).IsProblem(401, "unauthorized");
    }

    [Theory]
    [InlineData("orderId=nonsense", "orderId")]
    [InlineData("kind=a%20b", "kind")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("limit=0", "limit")]
    public async Task List_OddParameter_IsNamed(string query, string field)
    {
        (await shop.Seller.Get("/api/v1/audit?" + query)).IsInvalid(field);
        (await shop.Seller.Get("/api/v1/audit/export?" + query)).IsInvalid(field);
    }

    [Fact]
    public async Task Export_Csv_HasEveryRowAndNoFormula()
    {
        var id = (await shop.Buyer.Place()).Id;
        (await shop.Seller.Move(id, new { to = "preparing", note = "=1+1" })).Is(200);
        var answer = (await shop.Seller.Get($"/api/v1/audit/export?orderId={id}&kind=order&limit=1")).Is(200);
        Assert.Equal("text/csv", answer.ContentType);
        Assert.Contains("audit.csv", answer.ContentHeaders.ContentDisposition!.ToString(), StringComparison.Ordinal);

        using var csv = new CsvReader(new StringReader(answer.Text), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToArray();
        Assert.Equal(["advanced", "placed"], rows.Select(r => r["type"]));
        Assert.Equal("'=1+1", rows[0]["reason"]);
        Assert.Equal("api", rows[0]["origin"]);
    }

    [Fact]
    public async Task Export_Json_IsTheListAsOneArray()
    {
        var id = (await shop.Buyer.Place()).Id;
        var array = (await shop.Seller.Get($"/api/v1/audit/export?orderId={id}&format=json")).Is(200).Json;
        var page = (await shop.Seller.Get($"/api/v1/audit?orderId={id}")).Json.GetProperty("items");
        Assert.Equal(page.GetRawText(), array.GetRawText());
    }
}
