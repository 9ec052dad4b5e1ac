using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Orders.Web;

/// <summary>The one place where refusals become problem+json (RFC 9457). <c>type</c> ends as in the documentation's table.</summary>
public static class Problems
{
    private const string TypePrefix = "urn:orders:problem:";

    public static ProblemHttpResult Of(OrderError error) => error switch
    {
        OrderNotFound => NotFound(),
        InvalidField e => Validation(e.Field, e.Message),
        IllegalTransition e => IllegalTransition(e),
        VersionMismatch e => VersionMismatch(e.Actual),
        KeyReused => Make(422, "idempotency-key-reused", "The key was used before", "The same key came with other content before. Take a new key."),
        MixedSellers e => Make(422, "mixed-sellers", "Several shops", "One order is one shop's. Place one order per shop.", ("sellers", e.Sellers)),
        OrderIdTaken => Make(503, "unavailable", "Try again", "No free order id was found. Nothing was written."),
        OutOfStock e => Make(409, "out-of-stock", "Not enough in stock", $"Of {e.Sku} {e.Available} can be ordered.", ("sku", e.Sku), ("available", e.Available)),
        PaymentDeclined e => Make(402, "payment-declined", "Payment declined", e.Reason),
        PaymentUnavailable => Make(503, "unavailable", "The payment provider does not answer", "The order is not lost: repeat with the same key to hear what became of it."),
        WebhookSwitchedOff => Make(409, "webhook-switched-off", "The webhook is switched off", "Nothing is sent there until it is taken back into service: POST enable first."),
        _ => throw new UnreachableException($"{error.GetType().Name} has no answer."),
    };

    public static ProblemHttpResult NotFound() => OfStatus(404);

    public static ProblemHttpResult Validation(string field, string message) =>
        Validation(new Dictionary<string, string[]> { [field] = [message] });

    public static ProblemHttpResult Validation(IReadOnlyDictionary<string, string[]> errors) => Make(400, "validation",
        "The request is not valid", string.Join(" ", errors.SelectMany(e => e.Value.Select(m => $"{e.Key}: {m}"))), ("errors", errors));

    public static ProblemHttpResult VersionMismatch(long actual) => Make(412, "version-mismatch", "Somebody else was faster",
        "The order is not at the version in If-Match any more. Look at it again.", ("version", actual));

    public static ProblemHttpResult IdempotencyKeyMissing() => Make(400, "idempotency-key-missing", "No idempotency key",
        "Send the header Idempotency-Key with a value of your own for every order that you mean to place.");

    public static ProblemHttpResult IdempotencyConflict() => Make(409, "idempotency-conflict", "Still running",
        "A request with this key is being worked on. Repeat it in a moment for its answer.");

    public static ProblemHttpResult SignInFailed() => Make(401, "unauthorized", "Sign-in failed",
        "E-mail and password do not match, or there were too many attempts: then wait five minutes.");

    public static ProblemHttpResult RefreshFailed() => Make(401, "unauthorized", "Sign-in has ended",
        "The refresh token is not valid any more. Sign in again.");

    /// <summary>For answers that have no more to say than their status.</summary>
    public static ProblemHttpResult OfStatus(int status) => status switch
    {
        400 => Make(400, "validation", "The request is not valid", "The request could not be read."),
        401 => Make(401, "unauthorized", "Sign in", "Send Authorization: Bearer with a token from /api/v1/auth/login."),
        403 => Make(403, "forbidden", "Not allowed", "Your role may not do this."),
        404 => Make(404, "not-found", "Not found", "There is no such thing, or it is not yours."),
        405 => Make(405, "method-not-allowed", "Method not allowed", "The header Allow names the methods of this address."),
        413 => Make(413, "too-large", "Too large", "A request body has at most 1 MiB."),
        415 => Make(415, "unsupported-media-type", "Not JSON", "Send the body as Content-Type: application/json."),
        429 => Make(429, "too-many-requests", "Too many requests", "Wait as long as the header Retry-After says."),
        503 => Make(503, "unavailable", "Not available", "The service cannot answer just now. Nothing was left half done; repeat with the same key."),
        >= 500 => Make(status, "internal", "Something went wrong", "The error is in the log under the trace id."),
        _ => Make(status, "http", "The request was refused", "The request could not be answered."),
    };

    private static ProblemHttpResult IllegalTransition(IllegalTransition e)
    {
        string[] allowed = [.. e.Allowed.Select(EnumNames.Of)];
        var (from, to) = (EnumNames.Of(e.From), EnumNames.Of(e.To));
        var choice = allowed.Length == 0 ? "nothing" : string.Join(", ", allowed);
        return Make(409, "illegal-transition", "Not possible from here", $"The order is {from}: it cannot become {to}. Possible for you: {choice}.",
            ("from", from), ("to", to), ("allowed", allowed));
    }

    private static ProblemHttpResult Make(int status, string type, string title, string detail, params (string Key, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Type = TypePrefix + type, Title = title, Detail = detail };
        foreach (var (key, value) in more) problem.Extensions[key] = value;
        return TypedResults.Problem(problem);
    }
}
