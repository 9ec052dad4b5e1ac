using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>Endpoints of shops, in memory, and a receiver that takes everything. Nothing is ever delivered: that is Silo.Tests' matter.</summary>
internal sealed class InMemoryWebhooks : IWebhookStore, IWebhookTransport
{
    private readonly ConcurrentDictionary<long, WebhookEndpoint> _endpoints = new();
    private long _last;

    public Task<ImmutableArray<WebhookEndpoint>> OfShop(long sellerId) =>
        Task.FromResult(_endpoints.Values.Where(e => e.SellerId == sellerId).OrderBy(e => e.Id).ToImmutableArray());

    public Task<WebhookEndpoint?> Find(long id) => Task.FromResult(_endpoints.GetValueOrDefault(id));

    public Task<WebhookEndpoint> Add(WebhookEndpoint endpoint, AuditEntry audit)
    {
        var added = endpoint with { Id = Interlocked.Increment(ref _last) };
        _endpoints[added.Id] = added;
        return Task.FromResult(added);
    }

    public Task SetSecrets(WebhookEndpoint endpoint, AuditEntry audit)
    {
        _endpoints[endpoint.Id] = endpoint;
        return Task.CompletedTask;
    }

    public Task Enable(long id, AuditEntry audit)
    {
        _endpoints[id] = _endpoints[id] with { DisabledReason = null };
        return Task.CompletedTask;
    }

    public Task Remove(long id, AuditEntry audit)
    {
        _endpoints.TryRemove(id, out _);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<long>> WithWork() => Task.FromResult(ImmutableArray<long>.Empty);

    public Task<ImmutableArray<WebhookDelivery>> Deliveries(long id, long? before, int limit) => Task.FromResult(ImmutableArray<WebhookDelivery>.Empty);

    public Task<bool> Redeliver(long id, long number, DateTimeOffset at) => Task.FromResult(false);

    public Task<ImmutableArray<DueDelivery>> Due(long id, DateTimeOffset now, int limit) => Task.FromResult(ImmutableArray<DueDelivery>.Empty);

    public Task<DateTimeOffset?> NextDue(long id) => Task.FromResult<DateTimeOffset?>(null);

    public Task Record(long id, WebhookOutcome outcome, AuditEntry? audit) => Task.CompletedTask;

    public Task<int> GiveUp(long id, int limit) => Task.FromResult(0);

    public Task<int> Forget(long id, DateTimeOffset before, int limit) => Task.FromResult(0);

    public Task<int> ForgetRemoved(long id, int limit) => Task.FromResult(0);

    public Task<string?> Check(Uri url) => Task.FromResult<string?>(null);

    public Task<WebhookAnswer> Send(WebhookRequest request, CancellationToken stop) => Task.FromResult(new WebhookAnswer(200, null));
}
