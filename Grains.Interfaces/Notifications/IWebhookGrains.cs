using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>A shop's webhook endpoints (Standard Webhooks); the key is the shop's id.</summary>
[Alias("orders.IWebhooksGrain")]
public interface IWebhooksGrain : IGrainWithIntegerKey
{
    /// <summary>The endpoints in service, and whose they are. It may run beside other calls: it is asked with every event of the shop's orders.</summary>
    [Alias("Listeners"), AlwaysInterleave]
    Task<ImmutableArray<WebhookListener>> Listeners();

    [Alias("List")]
    Task<ImmutableArray<WebhookView>> List(Actor caller);

    /// <returns>The endpoint with its secret (shown this once), or <see cref="InvalidField"/>, or <see cref="OrderNotFound"/>.</returns>
    [Alias("Add")]
    Task<WebhookResult> Add(Actor caller, string url, string? description);

    /// <summary>A new secret; the old one signs beside it for a day.</summary>
    [Alias("RotateSecret")]
    Task<WebhookResult> RotateSecret(Actor caller, long id);

    /// <summary>Takes an endpoint that was switched off back into service.</summary>
    [Alias("Enable")]
    Task<WebhookResult> Enable(Actor caller, long id);

    /// <returns>False where the shop has none of that id.</returns>
    [Alias("Remove")]
    Task<bool> Remove(Actor caller, long id);

    /// <summary>Newest first; null where the shop has no such endpoint.</summary>
    [Alias("Deliveries")]
    Task<WebhookDeliveryPage?> Deliveries(Actor caller, long id, long? before, int limit);

    /// <summary>Sends a delivery again, with the same id, now.</summary>
    /// <returns>Null: it is on its way. Or <see cref="OrderNotFound"/>, or <see cref="WebhookSwitchedOff"/>.</returns>
    [Alias("Redeliver")]
    Task<OrderError?> Redeliver(Actor caller, long id, long number);
}

/// <summary>An endpoint, and the account that it was made by.</summary>
[GenerateSerializer, Immutable, Alias("orders.WebhookListener")]
public sealed record WebhookListener([property: Id(0)] long Id, [property: Id(1)] long UserId);

/// <param name="Secret">Only in the answer that made it; otherwise null.</param>
/// <param name="DisabledReason">Why nothing is sent any more; null: it is in service.</param>
[GenerateSerializer, Immutable, Alias("orders.WebhookView")]
public sealed record WebhookView(
    [property: Id(0)] long Id,
    [property: Id(1)] string Url,
    [property: Id(2)] string? Description,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] string CreatedBy,
    [property: Id(5)] string? DisabledReason,
    [property: Id(6)] string? Secret);

[GenerateSerializer, Immutable, Alias("orders.WebhookResult")]
public sealed record WebhookResult([property: Id(0)] WebhookView? Webhook, [property: Id(1)] OrderError? Error)
{
    public static implicit operator WebhookResult(WebhookView webhook) => new(webhook, null);
    public static implicit operator WebhookResult(OrderError error) => new(null, error);
}

public enum WebhookDeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up after days of tries, or the endpoint is gone.</summary>
    Failed,
}

/// <param name="Number">Within its endpoint: 1, 2, 3, …</param>
/// <param name="MessageId">The header <c>webhook-id</c>: the same at every try.</param>
/// <param name="LastStatus">The last answer's HTTP status; null: there was none.</param>
[GenerateSerializer, Immutable, Alias("orders.WebhookDelivery")]
public sealed record WebhookDelivery(
    [property: Id(0)] long Number,
    [property: Id(1)] string MessageId,
    [property: Id(2)] string Event,
    [property: Id(3)] WebhookDeliveryState State,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] int Tries,
    [property: Id(6)] DateTimeOffset? NextTryAt,
    [property: Id(7)] int? LastStatus,
    [property: Id(8)] string? LastError,
    [property: Id(9)] string Payload);

[GenerateSerializer, Immutable, Alias("orders.WebhookDeliveryPage")]
public sealed record WebhookDeliveryPage([property: Id(0)] ImmutableArray<WebhookDelivery> Items, [property: Id(1)] long? Before);
