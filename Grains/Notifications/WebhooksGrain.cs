using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// A shop's endpoints, one change at a time. It relies on nothing in memory: endpoints change seldom, and the senders write beside it.
/// What is not the caller's looks like what does not exist.
/// </summary>
public sealed partial class WebhooksGrain(IWebhookStore store, IWebhookTransport transport, TimeProvider time) : Grain, IWebhooksGrain
{
    private long Shop => this.GetPrimaryKeyLong();

    public async Task<ImmutableArray<WebhookView>> List(Actor caller) =>
        caller.WorksFor(Shop) ? [.. (await store.OfShop(Shop)).Select(endpoint => endpoint.ToView())] : [];

    public async Task<WebhookResult> Add(Actor caller, string url, string? description)
    {
        if (!caller.WorksFor(Shop)) return new OrderNotFound();
        var cleaned = Texts.Clean(description);
        var count = (await store.OfShop(Shop)).Length;
        if (WebhookRules.Check(url, cleaned, count, out var address) is { } invalid) return invalid;
        if (await transport.Check(address!) is { } refusal) return new InvalidField("url", refusal);
        var now = time.GetUtcNow();
        var secret = WebhookSignature.NewSecret();
        var endpoint = new WebhookEndpoint(0, Shop, caller.Id, address!.AbsoluteUri, cleaned, now, caller.Name, secret);
        var adding = store.Add(endpoint, Audit(0, "added", caller, $"to {address.Host}"));
        await Changed(adding);
        endpoint = await adding;
        await Sender(endpoint.Id).Wake(); // has it ask for its reminder
        return endpoint.ToView(secret);
    }

    public async Task<WebhookResult> RotateSecret(Actor caller, long id)
    {
        if (await Find(caller, id) is not { } endpoint) return new OrderNotFound();
        var secret = WebhookSignature.NewSecret();
        var rotated = endpoint with
        {
            Secret = secret,
            OldSecret = endpoint.Secret,
            OldSecretUntil = time.GetUtcNow() + WebhookPolicy.OldSecretSigns,
        };
        await store.SetSecrets(rotated, Audit(id, "rotated", caller, "a new secret; the old one signs beside it for a day"));
        return rotated.ToView(secret);
    }

    public async Task<WebhookResult> Enable(Actor caller, long id)
    {
        if (await Find(caller, id) is not { } endpoint) return new OrderNotFound();
        if (endpoint.DisabledReason is null) return endpoint.ToView();
        await Changed(store.Enable(id, Audit(id, "enabled", caller, "back in service")));
        await Sender(id).Wake();
        return (endpoint with { DisabledReason = null }).ToView();
    }

    public async Task<bool> Remove(Actor caller, long id)
    {
        if (await Find(caller, id) is not { } endpoint) return false;
        await Changed(store.Remove(id, Audit(id, "removed", caller, $"from {new Uri(endpoint.Url).Host}")));
        await Sender(id).Wake(); // has it forget the deliveries, and give up its reminder
        return true;
    }

    public async Task<WebhookDeliveryPage?> Deliveries(Actor caller, long id, long? before, int limit)
    {
        if (await Find(caller, id) is null) return null;
        limit = Math.Clamp(limit, 1, OrderLimits.PageSize);
        var rows = await store.Deliveries(id, before, limit + 1);
        return rows.Length <= limit ? new WebhookDeliveryPage(rows, null) : new WebhookDeliveryPage(rows[..limit], rows[limit - 1].Number);
    }

    public async Task<OrderError?> Redeliver(Actor caller, long id, long number)
    {
        if (await Find(caller, id) is null) return new OrderNotFound();
        if (!await store.Redeliver(id, number, time.GetUtcNow()))
            return await store.Find(id) is { DisabledReason: not null } ? new WebhookSwitchedOff() : new OrderNotFound();
        await Sender(id).Wake();
        return null;
    }

    private async Task<WebhookEndpoint?> Find(Actor caller, long id) =>
        caller.WorksFor(Shop) && await store.Find(id) is { } endpoint && endpoint.SellerId == Shop ? endpoint : null;

    private IWebhookSenderGrain Sender(long id) => GrainFactory.GetGrain<IWebhookSenderGrain>(id);

    private AuditEntry Audit(long id, string type, Actor caller, string summary) =>
        new(AuditSubjects.Webhook(id), type, Shop, time.GetUtcNow(), caller, summary);
}
