using System.Text.Json;

namespace Orders.Tests;

public sealed class WebhookRulesTests
{
    [Theory]
    [InlineData("https://example.com/hooks?a=b")]
    [InlineData("https://EXAMPLE.com:8443/")]
    [InlineData("http://example.com/")] // whether it may go without encryption, the transport knows
    public void Check_GoodAddress_IsTaken(string url)
    {
        Assert.Null(WebhookRules.Check(url, null, 0, out var address));
        Assert.Equal("example.com", address!.Host);
    }

    [Theory]
    [InlineData(null, null, 0, "url")]
    [InlineData("", null, 0, "url")]
    [InlineData("example.com", null, 0, "url")]
    [InlineData("ftp://example.com", null, 0, "url")]
    [InlineData("file:///etc/passwd", null, 0, "url")]
    [InlineData("https://", null, 0, "url")]
    [InlineData("https://user:secret@example.com/", null, 0, "url")]
    [InlineData("https://example.com/#part", null, 0, "url")]
    [InlineData("https://exa mple.com/", null, 0, "url")]
    [InlineData("https://example.com/\r\nX: y", null, 0, "url")]
    [InlineData("https://example.com/", null, WebhookRules.MostEndpoints, "url")]
    public void Check_BadAddress_IsNamed(string? url, string? description, int endpoints, string field) =>
        Assert.Equal(field, WebhookRules.Check(url, description, endpoints, out _)!.Field);

    [Fact]
    public void Check_TooLong_IsNamed()
    {
        Assert.Equal("url", WebhookRules.Check("https://example.com/" + new string('a', WebhookRules.UrlLength), null, 0, out _)!.Field);
        Assert.Equal("description", WebhookRules.Check("https://example.com/", new string('a', OrderLimits.ShortText + 1), 0, out _)!.Field);
    }

    [Fact]
    public void Message_OfANotice_IsTypeTimestampAndData()
    {
        var message = WebhookMessage.Of(Notice("7:2", """{"orderId":"abc"}"""));
        Assert.Equal("""{"type":"order.shipped","timestamp":"2026-03-01T10:00:00Z","data":{"orderId":"abc"}}""", message.Body);
        Assert.Equal("order.shipped", message.Type);
        Assert.Matches("^msg_[0-9a-f]{32}$", message.Id);
    }

    [Fact]
    public void Message_SameNotice_HasTheSameIdAndAnotherNoticeAnother()
    {
        Assert.Equal(WebhookMessage.Of(Notice("7:2")).Id, WebhookMessage.Of(Notice("7:2", "{\"x\":1}")).Id);
        Assert.NotEqual(WebhookMessage.Of(Notice("7:2")).Id, WebhookMessage.Of(Notice("7:3")).Id);
        Assert.NotEqual(WebhookMessage.Of(Notice("7:2")).Id, WebhookMessage.Of(Notice("7:2") with { Event = NotificationEvent.OrderClosed }).Id);
    }

    [Fact]
    public void Message_DataTooLong_IsLeftOut()
    {
        var message = WebhookMessage.Of(Notice("7:2", $"{{\"x\":\"{new string('x', WebhookMessage.MostBytes)}\"}}"));
        Assert.Empty(JsonDocument.Parse(message.Body).RootElement.GetProperty("data").EnumerateObject());
    }

    [Fact]
    public void TypeOf_EveryEvent_HasANameOfItsOwn()
    {
        var names = Enum.GetValues<NotificationEvent>().Select(WebhookMessage.TypeOf).ToArray();
        Assert.Distinct(names);
        Assert.All(names, name => Assert.Matches("^[a-z]+\\.[a-z_]+$", name));
    }

    private static Notice Notice(string key, string? data = null) => new(
        new Recipient(Given.Seller.Id, Role.Seller, "S. Seller", "s@example.com"), NotificationEvent.OrderShipped, key, Given.Now, "Shipped", "It is on its way", "/x")
    {
        Data = data,
    };
}
