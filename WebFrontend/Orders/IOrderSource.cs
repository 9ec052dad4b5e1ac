namespace Orders.Web;

/// <summary>What a page reads orders from: the grains, with the viewer as the caller. A seam, so that models are tested without an engine.</summary>
public interface IOrderSource
{
    Task<OrderPage> List(OrderQuery query);

    Task<OrderCounts> Counts();

    Task<OrderView?> Get(OrderId id);
}

/// <inheritdoc/>
public sealed class GrainOrderSource(IGrainFactory grains, Actor caller) : IOrderSource
{
    public Task<OrderPage> List(OrderQuery query) => grains.GetGrain<IOrderQueriesGrain>(0).List(caller, query);

    public Task<OrderCounts> Counts() => grains.GetGrain<IOrderQueriesGrain>(0).Counts(caller);

    public Task<OrderView?> Get(OrderId id) => grains.GetGrain<IOrderGrain>(id.Value).Get(caller);
}
