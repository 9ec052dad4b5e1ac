namespace Orders.Payments;

/// <summary>
/// What the API's answers mean. Only what the API itself has decided about a question counts as a no, since that it answers again whenever
/// the question is repeated; whatever else goes wrong (too many requests, a wrong key, an error of the server) may have happened
/// to the repetition of a question that was acted upon before. Pure.
/// </summary>
internal static class StripeAnswers
{
    private const int MostText = 200;

    public static GatewayAnswer OfCharge(StripeReply reply)
    {
        if (reply.IsSuccess)
        {
            return reply.Read<StripeObject>() switch
            {
                { Status: "succeeded", Id: { } id } => new GatewaySucceeded(id),
                { Status: "requires_action" } => new GatewayDeclined("The bank wants the card's holder to confirm, which this shop cannot ask for."),
                { Status: "requires_payment_method" or "requires_confirmation" or "canceled" } => new GatewayDeclined("The card was declined."),
                _ => Unclear(reply),
            };
        }

        var error = reply.Read<StripeFailure>()?.Error;
        return (reply.Status, error) switch
        {
            (400 or 402 or 404, { Type: "card_error", Message: { Length: > 0 } message }) => new GatewayDeclined(Cut(message)),
            (400 or 402 or 404, { Type: "card_error" }) => new GatewayDeclined("The card was declined."),
            (400 or 404, { Type: "invalid_request_error" }) => new GatewayDeclined($"The payment provider cannot charge this ({CodeOf(error)})."),
            _ => Unclear(reply),
        };
    }

    public static GatewayAnswer OfRefund(StripeReply reply)
    {
        if (reply.IsSuccess)
        {
            return reply.Read<StripeObject>() switch
            {
                { Status: "succeeded" or "pending", Id: { } id } => new GatewaySucceeded(id), // pending: on its way through the banks
                { Status: "failed" or "canceled" } refund => new GatewayFailed($"The payment provider could not give the money back ({refund.FailureReason ?? "no reason given"})."),
                _ => Unclear(reply),
            };
        }

        var error = reply.Read<StripeFailure>()?.Error;
        return (reply.Status, error) switch
        {
            (400, { Code: "charge_already_refunded" }) => new GatewaySucceeded("refunded before"), // by hand, or under a key long forgotten
            (400, { Code: "charge_disputed" }) or (404, { Type: "invalid_request_error" }) =>
                new GatewayDeclined($"The payment provider cannot give the money back ({CodeOf(error)})."),
            (400 or 402, { Type: "invalid_request_error" or "card_error" }) =>
                new GatewayFailed($"The payment provider cannot give the money back just now ({CodeOf(error)})."),
            _ => Unclear(reply),
        };
    }

    private static GatewayUnknown Unclear(StripeReply reply) => new($"The payment provider gave no clear answer (status {reply.Status}).");

    private static string CodeOf(StripeError error) => Cut(error.Code ?? error.Type ?? "no code");

    private static string Cut(string text) => text.Length <= MostText ? text : string.Concat(text.AsSpan(0, MostText), "…");
}
