using Orleans.Concurrency;

namespace Orders;

/// <summary>Decides whose events the caller may follow; the rest is the reader's SQL.</summary>
[StatelessWorker]
public sealed class OrderEventsGrain(IOrderEventReader reader) : Grain, IOrderEventsGrain
{
    public Task<OrderEventPage> After(Actor caller, long position, int limit) => OrderScopes.Of(caller) is { } scope
        ? reader.After(scope, position, Math.Clamp(limit, 1, OrderLimits.PageSize))
        : Task.FromResult(new OrderEventPage([], position, false));

    public Task<long> Last() => reader.Last();
}
