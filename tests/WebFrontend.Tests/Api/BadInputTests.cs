using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>Whatever is sent: a 400-family answer that names the field, never a 500, and nothing written.</summary>
[Collection(SharedShop.Name)]
public sealed class BadInputTests(ShopServer shop) : IAsyncLifetime
{
    private const string Good = """{"name":"Ada","line1":"Lindenweg 3","city":"Berlin","postalCode":"10115","country":"DE"}""";

    private long _before;

    public async Task InitializeAsync() => _before = await shop.Admin.CountAll();

    public async Task DisposeAsync() => Assert.Equal(_before, await shop.Admin.CountAll());

    public static TheoryData<string, string> Lines => new()
    {
        { "[]", "lines" },
        { "null", "lines" },
        { "{}", "lines" },
        { "\"first-1\"", "lines" },
        { "[null]", "lines[0].sku" },
        { "[[]]", "lines[0]" },
        { "[1]", "lines[0]" },
        { "[{}]", "lines[0].sku" },
        { """[{"sku":"first-1"}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":0}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":-1}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":1001}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":1000000000}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":1e2}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":99999999999999999999}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":1.5}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":"1"}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":true}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":null}]""", "lines[0].quantity" },
        { """[{"sku":"first-1","quantity":1},{"sku":"first-2","quantity":0}]""", "lines[1].quantity" },
        { """[{"sku":"first-1","quantity":999},{"sku":"first-1","quantity":2}]""", "lines[1].quantity" },
        { """[{"sku":"unknown","quantity":1}]""", "lines[0].sku" },
        { """[{"sku":"","quantity":1}]""", "lines[0].sku" },
        { """[{"sku":7,"quantity":1}]""", "lines[0].sku" },
        { """[{"sku":"first-1\u0000","quantity":1}]""", "lines[0].sku" },
        { """[{"sku":"first-1","quantity":1,"price":1}]""", "lines[0].price" },
        { """[{"sku":"first-1","quantity":1,"quantity":2}]""", "lines[0].quantity" },
        { """[{"Sku":"first-1","quantity":1}]""", "lines[0].Sku" },
        { "[" + string.Join(",", Enumerable.Repeat("""{"sku":"first-1","quantity":1}""", 101)) + "]", "lines" },
    };

    public static TheoryData<string, string> Fields => new()
    {
        { "\"note\":5", "note" },
        { "\"note\":{}", "note" },
        { "\"note\":\"" + new string('n', OrderLimits.Note + 1) + "\"", "note" },
        { "\"note\":\"" + new string('n', 1_000_000) + "\"", "note" },
        { "\"note\":\"a\\u0000b\"", "note" },
        { "\"note\":\"\\u001b[31m\"", "note" },
        { "\"note\":\"\\ud800\"", "note" },
        { "\"note\":\"\\udc00x\"", "note" },
        { "\"note\":\"a\",\"note\":\"b\"", "note" },
        { "\"buyer\":{\"id\":1}", "buyer" },
        { "\"sellerId\":\"1\"", "sellerId" },
        { "\"status\":\"closed\"", "status" },
        { "\"__proto__\":{}", "__proto__" },
        { "\"\":1", "body" },
    };

    public static TheoryData<string, string> Addresses => new()
    {
        { "null", "shippingAddress" },
        { "\"Berlin\"", "shippingAddress" },
        { "[]", "shippingAddress" },
        { "{}", "shippingAddress.country" },
        { Good.Replace("\"DE\"", "\"Germany\""), "shippingAddress.country" },
        { Good.Replace("\"DE\"", "\"d1\""), "shippingAddress.country" },
        { Good.Replace("\"DE\"", "49"), "shippingAddress.country" },
        { Good.Replace("\"Ada\"", "\"\""), "shippingAddress.name" },
        { Good.Replace("\"Ada\"", "\"   \""), "shippingAddress.name" },
        { Good.Replace("\"Ada\"", "\"\\u200b\\u200f\""), "shippingAddress.name" },
        { Good.Replace("\"Ada\"", "\"" + new string('a', 201) + "\""), "shippingAddress.name" },
        { Good.Replace("\"Ada\"", "\"a\\nb\""), "shippingAddress.name" },
        { Good.Replace("\"city\":\"Berlin\",", ""), "shippingAddress.city" },
        { Good.Replace("}", ",\"planet\":\"Earth\"}"), "shippingAddress.planet" },
    };

    public static TheoryData<string> BrokenBodies => new()
    {
        "", " ", "{", "}", "null", "[]", "\"x\"", "1", "{]", "{\"lines\":[}", "{'lines':[]}", "{/**/}", "{} {}", "{\"note\":\"a\",}", "\u0000", "{\"note\":\"a\u0000\"}",
        new string('[', 1000), "{\"lines\":" + new string('[', 100) + new string(']', 100) + "}",
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Place_BadLines_NamesTheField(string lines, string field) => (await Post(Body(lines))).IsInvalid(field);

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Place_BadField_NamesTheField(string extra, string field) =>
        (await Post(Body(extra: "," + extra))).IsInvalid(field);

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Place_BadAddress_NamesTheField(string address, string field) => (await Post(Body(address: address))).IsInvalid(field);

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task Place_BrokenBody_IsRefused(string body) => (await Post(body)).IsProblem(400, "validation");

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("5")]
    public async Task Place_BadPaymentMethod_NamesTheField(string method) =>
        (await Post(Body().Replace("\"pm_ok\"", method))).IsInvalid("paymentMethod");

    // The server answers without reading, and may have closed the connection before all is sent: so ask before sending.
    [Fact]
    public async Task Place_BodyOverOneMebibyte_Is413() =>
        (await Post(Body(extra: ",\"note\":\"" + new string('n', 2_000_000) + "\""), ("Expect", "100-continue"))).IsProblem(413, "too-large");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Place_NotJson_Is415(string type)
    {
        using var content = new StringContent(Body(), Encoding.UTF8, type);
        (await shop.Buyer.SendContent("/api/v1/orders", content, Sample.NewKey())).IsProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task Place_BytesThatAreNoUtf8_NamesTheField()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{\"note\":\""), 0xff, 0xfe, .. Encoding.UTF8.GetBytes("\"}")];
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await shop.Buyer.SendContent("/api/v1/orders", content, Sample.NewKey())).IsInvalid("note");
    }

    [Theory]
    [InlineData("{}", "to")]
    [InlineData("""{"to":null}""", "to")]
    [InlineData("""{"to":"shiped"}""", "to")]
    [InlineData("""{"to":"SHIPPED"}""", "to")]
    [InlineData("""{"to":1}""", "to")]
    [InlineData("""{"to":"1"}""", "to")]
    [InlineData("""{"to":"received, preparing"}""", "to")]
    [InlineData("""{"to":"preparing","note":7}""", "note")]
    [InlineData("""{"to":"preparing","carrier":"DHL","trackingNumber":"1"}""", "carrier")]
    [InlineData("""{"to":"preparing","actor":"admin"}""", "actor")]
    public async Task Advance_BadBody_NamesTheField(string body, string field)
    {
        var id = await AnyOrder();
        (await shop.Seller.Move(id, body)).IsInvalid(field);
    }

    [Theory]
    [InlineData("""{"to":"shipped","carrier":"DHL"}""", "trackingNumber")]
    [InlineData("""{"to":"shipped","trackingNumber":"1"}""", "carrier")]
    [InlineData("""{"to":"shipped","carrier":"a\nb","trackingNumber":"1"}""", "carrier")]
    public async Task Advance_HalfAShipment_NamesTheField(string body, string field)
    {
        var id = await AnyOrder("prepared");
        (await shop.Seller.Move(id, body)).IsInvalid(field);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":null}""")]
    [InlineData("""{"reason":"  "}""")]
    [InlineData("""{"reason":5}""")]
    public async Task Cancel_NoReason_NamesTheField(string body)
    {
        var id = await AnyOrder();
        (await shop.Buyer.Send("POST", $"/api/v1/orders/{id}/cancel", body)).IsInvalid("reason");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("9223372036854775808")]
    [InlineData("zzzzzzzzzzzzz")]
    [InlineData("0000000000000")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("' OR 1=1 --")]
    public async Task Get_OddId_IsNotFound(string id) => (await shop.Buyer.Get("/api/v1/orders/" + id)).IsProblem(404, "not-found");

    // Takes part in the count: what this class adds for itself is not "written by bad input".
    private async Task<string> AnyOrder(string status = "received")
    {
        var id = (await shop.Buyer.Place()).Id;
        _before++;
        if (status != "received") await shop.Seller.MoveTo(id, status);
        return id;
    }

    private Task<Answer> Post(string body, params (string, string)[] headers) =>
        shop.Buyer.Send("POST", "/api/v1/orders", body, [Sample.NewKey(), .. headers]);

    private static string Body(string lines = """[{"sku":"first-1","quantity":1}]""", string address = Good, string extra = "") =>
        $$"""{"lines":{{lines}},"shippingAddress":{{address}},"paymentMethod":"pm_ok"{{extra}}}""";
}
