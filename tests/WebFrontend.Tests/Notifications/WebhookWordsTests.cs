using Orders.Web;

namespace Orders.Tests;

public sealed class WebhookWordsTests
{
    [Fact]
    public void Pretty_Json_IsIndentedAndReadable() =>
        Assert.Equal("{\n  \"type\": \"order.shipped\",\n  \"to\": \"Zoë\"\n}", WebhookWords.Pretty("""{"type":"order.shipped","to":"Zoë"}"""));

    [Fact]
    public void Pretty_NoJson_IsShownAsItIs() => Assert.Equal("{half", WebhookWords.Pretty("{half"));

    [Theory]
    [InlineData(WebhookDeliveryState.Delivered, 200, null, "200")]
    [InlineData(WebhookDeliveryState.Waiting, 500, "Internal Server Error", "500: Internal Server Error")]
    [InlineData(WebhookDeliveryState.Waiting, null, "no answer within 15 s", "no answer within 15 s")]
    [InlineData(WebhookDeliveryState.Waiting, null, null, "")]
    public void LastAnswer_OfADelivery_SaysStatusOrWhyNone(WebhookDeliveryState state, int? status, string? error, string words) =>
        Assert.Equal(words, WebhookWords.LastAnswer(
            new WebhookDelivery(1, "msg_1", "order.shipped", state, DateTimeOffset.UnixEpoch, 1, null, status, error, "{}")));

    [Fact]
    public void Framed_AMail_OpensItsLinksBesideThePage() =>
        Assert.StartsWith("<base target=\"_blank\">", MailWords.Framed("<p>Hello</p>"), StringComparison.Ordinal);
}
