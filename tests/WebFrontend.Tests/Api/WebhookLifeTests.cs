using System.Collections.Immutable;
using System.Text.Json;
using Orders.Tests.Notifications;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>Webhooks from the outside: made by the API, called when orders move.</summary>
public sealed class WebhookLifeTests(OpenShopServer shop) : IClassFixture<OpenShopServer>
{
    private const string Path = "/api/v1/webhooks";

    [Fact]
    public async Task Webhook_OrderPlacedAndMoved_IsCalledSignedAndListed()
    {
        await using var receiver = await Receiver.Start();
        var added = (await shop.Seller.Send("POST", Path, new { url = receiver.At("/hooks").AbsoluteUri, description = "Warehouse" })).Is(201);
        var secret = added.Json.GetProperty("secret").GetString()!;
        var id = added.Json.GetProperty("id").GetInt64();
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal($"{Path}/{id}", added.Headers.Location!.OriginalString);

        var order = (await shop.Buyer.Place()).Id;
        var received = await receiver.Next();
        Assert.True(received.IsSignedWith(secret));
        var body = JsonDocument.Parse(received.Body).RootElement;
        Assert.Equal("order.received", body.GetProperty("type").GetString());
        Assert.Equal(order, body.GetProperty("data").GetProperty("orderId").GetString());
        Assert.DoesNotContain("buyer@example.com", received.Body, StringComparison.Ordinal);

        (await shop.Seller.Move(order, new { to = "preparing" })).Is(200);
        Assert.Contains("order.preparing", (await receiver.Next()).Body, StringComparison.Ordinal);

        var listed = (await shop.Seller.Get(Path)).Is(200);
        Assert.DoesNotContain(secret, listed.Text, StringComparison.Ordinal);
        Assert.Equal("Warehouse", listed.Json.GetProperty("items").EnumerateArray().Single(w => w.GetProperty("id").GetInt64() == id).GetProperty("description").GetString());
        var first = (await shop.Seller.Get($"{Path}/{id}/deliveries?before=2")).Is(200).Json.GetProperty("items")[0];
        Assert.Equal((received.Id, received.Body), (first.GetProperty("messageId").GetString(), first.GetProperty("payload").GetString()));

        (await shop.Seller.Send("POST", $"{Path}/{id}/deliveries/1/redeliver")).Is(204);
        Assert.Equal(received.Id, (await receiver.Next()).Id);
        var rotated = (await shop.Seller.Send("POST", $"{Path}/{id}/rotate-secret")).Is(200).Json.GetProperty("secret").GetString();
        Assert.NotEqual(secret, rotated);

        foreach (var action in (string[])["rotate-secret", "enable", "deliveries/1/redeliver"])
            (await shop.Seller2.Send("POST", $"{Path}/{id}/{action}")).IsProblem(404, "not-found");
        (await shop.Seller2.Get($"{Path}/{id}/deliveries")).IsProblem(404, "not-found");
        (await shop.Seller2.Send("DELETE", $"{Path}/{id}")).IsProblem(404, "not-found");

        (await shop.Manager.Send("DELETE", $"{Path}/{id}")).Is(204);
        (await shop.Seller.Get($"{Path}/{id}/deliveries")).IsProblem(404, "not-found");
        var audited = (await shop.Seller.Get("/api/v1/audit?kind=webhook")).Is(200);
        Assert.Contains($"webhook:{id}", audited.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", audited.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webhooks_MoreThanAllowed_AreRefused()
    {
        for (var i = 0; i < 10; i++) (await shop.Seller2.Send("POST", Path, new { url = "http://127.0.0.1:9/" })).Is(201);
        (await shop.Seller2.Send("POST", Path, new { url = "http://127.0.0.1:9/" })).IsInvalid("url");
    }

    [Fact]
    public async Task Webhook_NotWantedInThePreferences_IsNotCalled()
    {
        await using var receiver = await Receiver.Start();
        (await shop.Manager.Send("POST", Path, new { url = receiver.At("/").AbsoluteUri })).Is(201);
        var account = shop.Manager.Account!;
        var off = ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty.Add(NotificationEvent.OrderReceived, new ChannelChoice(true, false, false));
        var set = await shop.Grains.GetGrain<INotificationsGrain>(account.Id)
            .SetPreferences(account.ToActor(Origin.Api), new NotificationPreferences(off, null));
        Assert.Null(set.Error);
        var order = (await shop.Buyer.Place()).Id;
        (await shop.Seller.Move(order, new { to = "preparing" })).Is(200);
        Assert.Contains("order.preparing", (await receiver.Next()).Body, StringComparison.Ordinal);
    }
}
