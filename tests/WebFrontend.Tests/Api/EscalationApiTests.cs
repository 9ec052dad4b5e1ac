using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>The shop's policy over HTTP. The other shop's policy is changed, so that nobody else's orders get other deadlines.</summary>
[Collection(SharedShop.Name)]
public sealed class EscalationApiTests(ShopServer shop)
{
    private const string Path = "/api/v1/escalation-policy";

    private static object Step(string status, string after, string action) => new { status, after, action, enabled = true };

    [Fact]
    public async Task Put_Policy_IsKeptAsSent()
    {
        var policy = new
        {
            steps = new[] { Step("received", "PT2S", "remind"), Step("received", "P2DT4H", "overdue"), Step("delivered", "P30D", "close") },
            openingHours = new[] { new { day = "monday", from = "09:00", to = "17:30" } },
            holidays = new[] { "2026-12-25" },
            timeZone = "Europe/Berlin",
        };

        var put = (await shop.Seller2.Send("PUT", Path, policy)).Is(200).Json;
        var got = (await shop.Seller2.Get(Path)).Is(200).Json;

        Assert.Equal(JsonSerializer.Serialize(put), JsonSerializer.Serialize(got));
        Assert.Equal(["PT2S", "P2DT4H", "P30D"], got.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("after").GetString()));
        Assert.Equal("17:30", got.GetProperty("openingHours")[0].GetProperty("to").GetString());
        Assert.Equal("2026-12-25", got.GetProperty("holidays")[0].GetString());
    }

    [Fact]
    public async Task Get_NeverSet_TheDefaultsWithNothingCancelled()
    {
        var steps = (await shop.Seller.Get(Path)).Is(200).Json.GetProperty("steps").EnumerateArray().ToList();

        Assert.Contains(steps, s => s.GetProperty("action").GetString() == "remind" && s.GetProperty("enabled").GetBoolean());
        Assert.DoesNotContain(steps, s => s.GetProperty("action").GetString() == "cancel" && s.GetProperty("enabled").GetBoolean());
    }

    [Theory]
    [InlineData("""{"steps":[{"status":"received","after":"4 hours","action":"remind"}]}""", "steps[0].after")]
    [InlineData("""{"steps":[{"status":"received","after":"P9999999999D","action":"remind"}]}""", "steps[0].after")]
    [InlineData("""{"steps":[{"status":"received","after":"-PT1H","action":"remind"}]}""", "steps[0].after")]
    [InlineData("""{"steps":[{"after":"PT1H","action":"remind"}]}""", "steps[0].status")]
    [InlineData("""{"steps":[{"status":"closed","after":"PT1H","action":"remind"}]}""", "steps[0].status")]
    [InlineData("""{"steps":[{"status":"shipped","after":"PT1H","action":"cancel"}]}""", "steps[0].action")]
    [InlineData("""{"steps":[null]}""", "steps[0].status")]
    [InlineData("""{"steps":[],"timeZone":"Mars"}""", "timeZone")]
    [InlineData("""{"steps":[],"openingHours":[{"day":"monday","from":"9","to":"17:00"}]}""", "openingHours[0].from")]
    [InlineData("""{"steps":[],"surprise":1}""", "surprise")]
    public async Task Put_WhatCannotBe_NamesTheField(string body, string field)
    {
        (await shop.Seller2.Send("PUT", Path, body)).IsInvalid(field);
        (await shop.Seller2.Send("POST", Path + "/preview", body)).IsInvalid(field);
    }

    [Fact]
    public async Task Policy_NotOfAShop_Forbidden()
    {
        foreach (var who in (ApiClient[])[shop.Buyer, shop.Admin]) (await who.Get(Path)).IsProblem(403, "forbidden");
        (await shop.Nobody.Get(Path)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Preview_StrictPolicy_SaysHowOftenAndChangesNothing()
    {
        await shop.Buyer.Place();
        var before = (await shop.Seller.Get(Path)).Is(200).Text;

        var preview = (await shop.Seller.Send("POST", Path + "/preview", new { steps = new[] { Step("received", "PT0.001S", "overdue") } })).Is(200).Json;

        Assert.True(preview.GetProperty("orders").GetInt32() > 0);
        Assert.True(preview.GetProperty("steps")[0].GetProperty("times").GetInt32() > 0);
        Assert.Equal(before, (await shop.Seller.Get(Path)).Is(200).Text);
    }

    [Fact]
    public async Task Hold_AnOrder_ItsDeadlineMovesAndTheHistorySaysWhy()
    {
        var id = (await shop.Buyer.Place()).Id;
        var until = DateTimeOffset.UtcNow.AddDays(3);

        var held = (await shop.Seller.Send("POST", $"/api/v1/orders/{id}/hold", new { until, reason = "The glaze is drying." })).Is(200).Json;

        Assert.Equal(until, held.GetProperty("dueAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(["placed", "held"], held.GetProperty("history").EnumerateArray().Select(h => h.GetProperty("type").GetString()));
        (await shop.Seller2.Send("POST", $"/api/v1/orders/{id}/hold", new { until })).IsProblem(404, "not-found");
        (await shop.Buyer.Send("POST", $"/api/v1/orders/{id}/hold", new { until })).IsProblem(403, "forbidden");
        (await shop.Seller.Send("POST", $"/api/v1/orders/{id}/hold", new { until = until.AddYears(2) })).IsInvalid("until");
    }
}
