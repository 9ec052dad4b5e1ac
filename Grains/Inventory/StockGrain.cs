using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// The shell around <see cref="StockDecider"/>: load, decide, write, answer. One turn at a time per SKU, so that two buyers never
/// see the same last unit. If a write fails, the activation ends, and the next one reads what is durable.
/// </summary>
[CollectionAgeLimit("00:10:00")] // anybody may ask for SKUs that do not exist
public sealed partial class StockGrain(IStockStore store, IFaultPoints faults, TimeProvider time, ILogger<StockGrain> logger) : Grain, IStockGrain
{
    private StockState? _state;

    private string Sku => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _state = await store.Load(Sku);

    public async Task<OrderError?> Reserve(OrderId order, string token, int quantity)
    {
        var decision = StockDecider.Reserve(_state, Sku, order, token, quantity, time.GetUtcNow());
        await Carry(decision);
        if (decision.Change is not null) faults.Reach(FaultPoints.StockReserved);
        return decision.Error;
    }

    public Task Release(OrderId order, Actor actor, string reason) =>
        Carry(StockDecider.Release(_state, order, actor, reason, time.GetUtcNow()));

    public Task GiveBack(OrderId order, string token) => Carry(StockDecider.Release(_state, order, token, time.GetUtcNow()));

    public Task Confirm(OrderId order) => Carry(StockDecider.Confirm(_state, order));

    public Task Ship(OrderId order, Actor actor) => Carry(StockDecider.Ship(_state, order, actor, time.GetUtcNow()));

    public async Task<StockResult> Put(PutStock command)
    {
        var decision = StockPutting.Put(_state, Sku, command, time.GetUtcNow());
        await Carry(decision);
        return decision.Error is { } error ? error : _state!.Item;
    }

    public async Task<StockResult> Adjust(AdjustStock command)
    {
        var earlier = StockDecider.KeyOf(command) is { } key ? await store.FindByKey(Sku, key) : null;
        var decision = StockDecider.Adjust(_state, command, earlier, time.GetUtcNow());
        if (decision.Error is { } error) return error;
        await Carry(decision);
        return earlier is null
            ? _state!.Item
            : _state!.Item with { OnHand = earlier.OnHand, Reserved = earlier.Reserved, Version = earlier.Sequence };
    }

    public Task<StockItem?> Get(Actor caller) => Task.FromResult(_state?.IsSeenBy(caller) == true ? _state.Item : null);

    public async Task<StockMovementPage?> Movements(Actor caller, long? before, int limit) =>
        _state?.IsSeenBy(caller) == true ? await store.Movements(Sku, before, Math.Clamp(limit, 1, OrderLimits.PageSize)) : null;

    private async Task Carry(StockDecision decision)
    {
        if (decision.Change is not { } change) return;
        try
        {
            await store.Write(change);
        }
        catch (Exception e)
        {
            LogWriteFailed(e, Sku, change.After.Version);
            DeactivateOnIdle();
            throw;
        }

        _state = change.After;
        if (change.Movement is { } moved) LogMoved(Sku, moved.Sequence, moved.Kind, moved.Order, moved.OnHand, moved.Reserved);
    }
}
