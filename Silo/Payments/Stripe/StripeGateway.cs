using Polly.Timeout;

namespace Orders.Payments;

/// <summary>
/// Stripe, or whoever speaks its API: a payment intent that is confirmed at once, without the buyer present, and refunds of it. It
/// knows a question by its key for a day at least.
/// </summary>
internal sealed class StripeGateway(StripeClient client) : IPaymentGateway, IDisposable
{
    public async Task<GatewayAnswer> Charge(GatewayCharge question, CancellationToken cancellation)
    {
        if (StripeAmounts.Of(question.Amount) is not { } amount) return new GatewayDeclined("The payment provider cannot charge this amount.");
        return await Ask("v1/payment_intents", question.Key,
        [
            new("amount", amount),
            new("currency", LowerCase(question.Amount.Currency)),
            new("payment_method", question.Method),
            new("payment_method_types[]", "card"),
            new("confirm", "true"),
            new("off_session", "true"),
            new("metadata[order]", question.Order.ToString()),
        ], StripeAnswers.OfCharge, cancellation);
    }

    public async Task<GatewayAnswer> Refund(GatewayRefund question, CancellationToken cancellation)
    {
        if (StripeAmounts.Of(question.Amount) is not { } amount) return new GatewayDeclined("The payment provider cannot give this amount back.");
        return await Ask("v1/refunds", question.Key,
        [
            new("payment_intent", question.Charge),
            new("amount", amount),
            new("metadata[order]", question.Order.ToString()),
        ], StripeAnswers.OfRefund, cancellation);
    }

    public void Dispose() => client.Dispose();

    private async Task<GatewayAnswer> Ask(
        string path, string key, KeyValuePair<string, string>[] form, Func<StripeReply, GatewayAnswer> read, CancellationToken cancellation)
    {
        try
        {
            return read(await client.Post(path, key, form, cancellation));
        }
        catch (HttpRequestException)
        {
            return new GatewayUnknown("The payment provider cannot be reached, or the connection broke.");
        }
        catch (TimeoutRejectedException)
        {
            return new GatewayUnknown("The payment provider did not answer in time.");
        }
    }

    // ISO 4217 codes are ASCII; the API wants them so.
#pragma warning disable CA1308
    private static string LowerCase(string currency) => currency.ToLowerInvariant();
#pragma warning restore CA1308
}
