using System.Collections.Immutable;

namespace Orders;

/// <summary>Webhook endpoints and what is to be sent to them. A port. Deliveries are added with the notification itself, in its transaction.</summary>
public interface IWebhookStore
{
    /// <summary>In the order they were made.</summary>
    Task<ImmutableArray<WebhookEndpoint>> OfShop(long sellerId);

    Task<WebhookEndpoint?> Find(long id);

    /// <summary>Endpoints for which something waits.</summary>
    Task<ImmutableArray<long>> WithWork();

    /// <returns>It, with its id.</returns>
    Task<WebhookEndpoint> Add(WebhookEndpoint endpoint, AuditEntry audit);

    /// <summary>Replaces the secrets.</summary>
    Task SetSecrets(WebhookEndpoint endpoint, AuditEntry audit);

    /// <summary>Back into service.</summary>
    Task Enable(long id, AuditEntry audit);

    /// <summary>From here on it does not exist. What was sent to it is forgotten afterwards, by <see cref="ForgetRemoved"/>.</summary>
    Task Remove(long id, AuditEntry audit);

    /// <summary>Newest first, before this number.</summary>
    Task<ImmutableArray<WebhookDelivery>> Deliveries(long id, long? before, int limit);

    /// <summary>Makes a delivery due again, with its tries forgotten.</summary>
    /// <returns>False where there is none such, or the endpoint is switched off.</returns>
    Task<bool> Redeliver(long id, long number, DateTimeOffset at);

    /// <summary>What is due, in the order of when it fell due.</summary>
    Task<ImmutableArray<DueDelivery>> Due(long id, DateTimeOffset now, int limit);

    /// <summary>When the next waiting delivery falls due; null: none waits, or the endpoint is switched off.</summary>
    Task<DateTimeOffset?> NextDue(long id);

    /// <summary>What came of a try, for the delivery and for the endpoint, in one transaction.</summary>
    /// <param name="audit">Where the endpoint is switched off; otherwise null.</param>
    Task Record(long id, WebhookOutcome outcome, AuditEntry? audit);

    /// <summary>Gives up some of what still waits for an endpoint that is switched off.</summary>
    /// <returns>How many.</returns>
    Task<int> GiveUp(long id, int limit);

    /// <summary>Forgets some of the endpoint's deliveries from before this moment that wait for nothing.</summary>
    /// <returns>How many.</returns>
    Task<int> Forget(long id, DateTimeOffset before, int limit);

    /// <summary>Forgets some of the deliveries of an endpoint that was removed.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetRemoved(long id, int limit);
}
