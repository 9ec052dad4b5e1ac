using System.Globalization;
using System.Text;
using CsvHelper;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class ExportTests(ShopServer shop)
{
    [Fact]
    public async Task Export_Csv_HasARowForEveryOrderOfTheList()
    {
        for (var i = 0; i < 3; i++) await shop.Buyer.Place();
        var answer = (await shop.Buyer.Get("/api/v1/orders/export?format=csv&sort=placedAt&limit=1")).Is(200);
        Assert.Equal("text/csv", answer.ContentType);
        Assert.Contains("orders.csv", answer.ContentHeaders.ContentDisposition!.ToString(), StringComparison.Ordinal);

        using var csv = new CsvReader(new StringReader(answer.Text), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToArray();
        Assert.Equal(await shop.Buyer.CountAll(), rows.Length);
        Assert.Equal(rows.Select(r => r["placedAt"]).Order(), rows.Select(r => r["placedAt"]));
        Assert.Equal("buyer@example.com", rows[0]["email"]);
    }

    [Fact]
    public async Task Export_Json_IsTheListAsOneArray()
    {
        for (var i = 0; i < 3; i++) await shop.Buyer.Place();
        var array = (await shop.Buyer.Get("/api/v1/orders/export?format=json")).Is(200).Json;
        var page = (await shop.Buyer.Get("/api/v1/orders?limit=2")).Json.GetProperty("items");
        Assert.Equal(await shop.Buyer.CountAll(), array.GetArrayLength());
        Assert.Equal(page[0].GetRawText(), array[0].GetRawText());
    }

    [Fact]
    public async Task Export_OddFormat_IsRefused() => (await shop.Buyer.Get("/api/v1/orders/export?format=xls")).IsInvalid("format");

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+49 30", "\"'+49 30\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =cmd", "\"'  =cmd\"")]
    [InlineData("\"=cmd", "\"'\"\"=cmd\"")]
    [InlineData("\t=cmd", "\"'\t=cmd\"")]
    [InlineData("\r=cmd", "\"'\r=cmd\"")]
    [InlineData("\uFF1Dcmd", "\"'\uFF1Dcmd\"")]
    [InlineData("\u200B=cmd", "\"'\u200B=cmd\"")]
    [InlineData(null, "")]
    public void Cell_AnyText_IsPlainInASpreadsheet(string? text, string cell) => Assert.Equal(cell, CsvCells.Cell(text));

    [Fact]
    public async Task Export_NameThatIsAFormula_IsNeutralised()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        (await shop.Nobody.Send("POST", "/api/v1/auth/register", new { email, password = ShopServer.Password, name = "=HYPERLINK(\"x\")" })).Is(201);
        var token = (await shop.Nobody.Send("POST", "/api/v1/auth/login", new { email, password = ShopServer.Password })).Json.GetProperty("accessToken").GetString();
        using var buyer = shop.Client(token);
        await buyer.Place();
        Assert.Contains("\"'=HYPERLINK(\"\"x\"\")\"", (await buyer.Get("/api/v1/orders/export")).Text, StringComparison.Ordinal);
    }
}
