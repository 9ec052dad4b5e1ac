using System.Text.Json;

namespace Orders.Payments;

/// <summary>An answer of the API, read to its end.</summary>
/// <param name="RetryAfter">When the provider wants to be asked again.</param>
/// <param name="ShouldRetry">Whether it does; null: it did not say.</param>
internal sealed record StripeReply(int Status, byte[] Body, TimeSpan? RetryAfter, bool? ShouldRetry)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Asking again with the same key may bring an answer.</summary>
    public bool MayPass => ShouldRetry ?? Status is 409 or 429 or >= 500;

    /// <summary>Null: it is not what this API answers.</summary>
    public T? Read<T>() where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, Json);
        }
        catch (JsonException)
        {
            return null; // somebody in between has answered, or the answer is cut off
        }
    }
}

/// <summary>A payment intent or a refund, as far as it matters here.</summary>
internal sealed record StripeObject(string? Id, string? Status, string? FailureReason);

internal sealed record StripeFailure(StripeError? Error);

/// <param name="Message">For card errors in words for the buyer, otherwise for programmers.</param>
internal sealed record StripeError(string? Type, string? Code, string? Message);
