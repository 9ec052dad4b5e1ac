using System.Collections.Immutable;

namespace Orders;

/// <summary>Carries webhooks to their receivers. A port. Never follows a redirect, never reaches an address inside unless it is allowed to.</summary>
public interface IWebhookTransport
{
    /// <summary>Why nothing may be sent there, in words for who wants it; null: it may. Asks what the name stands for now.</summary>
    Task<string?> Check(Uri url);

    /// <summary>Tries once, within a time limit. Every way to fail is an answer, not an exception.</summary>
    Task<WebhookAnswer> Send(WebhookRequest request, CancellationToken stop);
}

/// <param name="Headers">Name and value.</param>
/// <param name="Body">JSON, sent as it is: the signature is over these characters in UTF-8.</param>
public sealed record WebhookRequest(Uri Url, ImmutableArray<KeyValuePair<string, string>> Headers, string Body);

/// <param name="Status">HTTP status; null: there was no answer.</param>
/// <param name="Error">Why there was none, or the beginning of what the receiver said; null after a success.</param>
/// <param name="RetryAfter">How long the receiver wants to be left alone.</param>
public sealed record WebhookAnswer(int? Status, string? Error, TimeSpan? RetryAfter = null);
