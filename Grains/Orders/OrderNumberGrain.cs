namespace Orders;

/// <summary>
/// Reserves numbers in blocks, so that one write serves a hundred orders. What is left of a block when the grain ends in good
/// order is given back; after a crash it is a gap.
/// </summary>
public sealed class OrderNumberGrain([PersistentState("state", "orders")] IPersistentState<OrderNumberState> state)
    : Grain, IOrderNumberGrain
{
    private const long First = 1001;
    private const long Block = 100;

    private long _next;
    private bool _failed;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _next = Math.Max(First, state.State.ReservedBelow);
        return Task.CompletedTask;
    }

    public async Task<long> Next()
    {
        if (_next >= state.State.ReservedBelow) await ReserveBelow(_next + Block);
        return _next++;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (!_failed && _next < state.State.ReservedBelow) await ReserveBelow(_next);
    }

    private async Task ReserveBelow(long bound)
    {
        state.State.ReservedBelow = bound;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // Whether it was written is not known: the next activation reads what is.
            _failed = true;
            DeactivateOnIdle();
            throw;
        }
    }
}

[GenerateSerializer, Alias("orders.OrderNumberState")]
public sealed class OrderNumberState
{
    /// <summary>Every number from here on is free.</summary>
    [Id(0)] public long ReservedBelow { get; set; }
}
