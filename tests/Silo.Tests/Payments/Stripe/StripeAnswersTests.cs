using System.Text;
using Orders.Payments;
using Xunit;

namespace Orders.Tests.Payments;

[Trait("Database", "Sqlite")]
public sealed class StripeAnswersTests
{
    private static StripeReply Reply(int status, string body) => new(status, Encoding.UTF8.GetBytes(body), null, null);

    [Theory]
    [InlineData(200, """{"id":"pi_1","status":"succeeded","amount":5}""", typeof(GatewaySucceeded))]
    [InlineData(200, """{"id":"pi_1","status":"requires_action"}""", typeof(GatewayDeclined))]
    [InlineData(200, """{"id":"pi_1","status":"requires_payment_method"}""", typeof(GatewayDeclined))]
    [InlineData(200, """{"id":"pi_1","status":"processing"}""", typeof(GatewayUnknown))]
    [InlineData(200, "<html>a proxy's welcome</html>", typeof(GatewayUnknown))]
    [InlineData(200, "null", typeof(GatewayUnknown))]
    [InlineData(302, "", typeof(GatewayUnknown))]
    [InlineData(402, """{"error":{"type":"card_error","code":"authentication_required","message":"Confirm it."}}""", typeof(GatewayDeclined))]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"parameter_invalid"}}""", typeof(GatewayDeclined))]
    [InlineData(400, """{"error":{"type":"idempotency_error"}}""", typeof(GatewayUnknown))]
    [InlineData(401, """{"error":{"type":"invalid_request_error"}}""", typeof(GatewayUnknown))]
    [InlineData(409, """{"error":{"type":"idempotency_error","code":"idempotency_key_in_use"}}""", typeof(GatewayUnknown))]
    [InlineData(429, """{"error":{"type":"invalid_request_error","code":"rate_limit"}}""", typeof(GatewayUnknown))]
    [InlineData(500, """{"error":{"type":"api_error"}}""", typeof(GatewayUnknown))]
    public void OfCharge_EachAnswer_MeansOneThing(int status, string body, Type expected) =>
        Assert.IsType(expected, StripeAnswers.OfCharge(Reply(status, body)));

    [Theory]
    [InlineData(200, """{"id":"re_1","status":"succeeded"}""", typeof(GatewaySucceeded))]
    [InlineData(200, """{"id":"re_1","status":"pending"}""", typeof(GatewaySucceeded))]
    [InlineData(200, """{"id":"re_1","status":"failed","failure_reason":"lost_or_stolen_card"}""", typeof(GatewayFailed))]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"charge_already_refunded"}}""", typeof(GatewaySucceeded))]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"balance_insufficient"}}""", typeof(GatewayFailed))]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"charge_disputed"}}""", typeof(GatewayDeclined))]
    [InlineData(404, """{"error":{"type":"invalid_request_error","code":"resource_missing"}}""", typeof(GatewayDeclined))]
    [InlineData(404, "no such page", typeof(GatewayUnknown))]
    [InlineData(429, """{"error":{"type":"invalid_request_error","code":"rate_limit"}}""", typeof(GatewayUnknown))]
    [InlineData(503, "", typeof(GatewayUnknown))]
    public void OfRefund_EachAnswer_MeansOneThing(int status, string body, Type expected) =>
        Assert.IsType(expected, StripeAnswers.OfRefund(Reply(status, body)));

    [Fact]
    public void OfCharge_VeryLongMessage_IsCut()
    {
        var body = $$$"""{"error":{"type":"card_error","message":"{{{new string('x', 5000)}}}"}}""";

        Assert.InRange(Assert.IsType<GatewayDeclined>(StripeAnswers.OfCharge(Reply(402, body))).Reason.Length, 100, 201);
    }

    [Theory]
    [InlineData(1245, "EUR", "1245")]
    [InlineData(1245, "JPY", "1245")]
    [InlineData(5, "ISK", "500")]
    [InlineData(5120, "KWD", "5120")]
    [InlineData(5124, "KWD", null)]
    [InlineData(0, "EUR", null)]
    public void Amounts_OfEachCurrency_AreAsTheApiCountsThem(long minor, string currency, string? expected) =>
        Assert.Equal(expected, StripeAmounts.Of(new Money(minor, currency)));
}
