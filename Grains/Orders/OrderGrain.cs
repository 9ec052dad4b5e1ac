using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// The shell around <see cref="OrderDecider"/>: load, decide, write, publish, answer. If a write fails, whatever the reason, the
/// activation ends and the next one reads what is durable: memory never runs ahead of the database.
/// </summary>
public sealed partial class OrderGrain(
    IOrderStore store, IShopPolicies policies, IFaultPoints faults, TimeProvider time, ILogger<OrderGrain> logger) : Grain, IOrderGrain
{
    private static readonly TimeSpan UnknownKept = TimeSpan.FromSeconds(5);

    private OrderHead _head = OrderHead.None;
    private OrderState? _state;
    private DateTimeOffset? _dueAt;
    private IGrainTimer? _leaving;

    private OrderId Id => new(this.GetPrimaryKeyLong());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (await store.Load(Id) is not { } stored) return;
        _state = OrderState.Fold(Id, stored.Events.AsSpan());
        _head = stored.Head;
        _dueAt = stored.DueAt;
    }

    public Task<OrderResult> Place(PlaceOrder command) =>
        Carry(OrderBeginnings.Place(_state, Id, command), command.Actor);

    public Task<OrderResult> Advance(AdvanceOrder command) =>
        Carry(OrderDecider.Advance(_state, command, time.GetUtcNow()), command.Actor);

    public Task<OrderResult> Cancel(CancelOrder command) =>
        Carry(OrderDecider.Cancel(_state, command, time.GetUtcNow()), command.Actor);

    public Task<OrderResult> Record(RecordRefund command) =>
        Carry(OrderDecider.Record(_state, command, time.GetUtcNow()), command.Actor);

    /// <summary>What an import brings is past: nobody is told of it, no stock moves, no money.</summary>
    public Task<OrderResult> Import(ImportOrder command) =>
        Carry(OrderBeginnings.Import(_state, Id, command), command.Actor, ofThePast: true);

    public Task<OrderView?> Get(Actor caller) =>
        Task.FromResult(Existing() is { } state && OrderAccess.MaySee(state.Details, caller) ? OrderViewer.View(state, _dueAt, caller) : null);

    public async Task<OrderView?> Placed(Actor caller)
    {
        if (Existing() is not { } state || !OrderAccess.MaySee(state.Details, caller)) return null;
        var placed = state.At(1);
        return OrderViewer.View(placed, await NextDeadline(placed), caller);
    }

    public Task<TrackingView?> Track(string token) =>
        Task.FromResult(Existing() is { } state ? OrderViewer.Track(state, token) : null);

    private async Task<OrderResult> Carry(OrderDecision decision, Actor caller, bool ofThePast = false)
    {
        if (decision.Error is { } error)
        {
            Existing();
            LogRefused(Id, _head.Version, error.GetType().Name);
            return error;
        }

        if (decision.RepeatOf > 0)
        {
            var then = _state!.At(decision.RepeatOf);
            return OrderViewer.View(then, await NextDeadline(then), caller);
        }


        var state = await Write(decision.Events, ofThePast ? [] : OrderConsumers.Of(decision.Events));
        faults.Reach(FaultPoints.OrderCommitted);
        if (!ofThePast) await Publish(decision.Events);
        await Announce(state);
        if (OrderTransitions.IsFinal(state.Status)) DeactivateOnIdle(); // it waits for nothing: memory is for orders under way
        return OrderViewer.View(state, _dueAt, caller);
    }

    private async Task<OrderState> Write(ImmutableArray<OrderEvent> events, ImmutableArray<AwaitedConfirmation> awaited)
    {
        var before = _state;
        var after = before;
        foreach (var e in events) after = OrderState.Apply(after, Id, e);
        try
        {
            var dueAt = await NextDeadline(after!);
            var listing = before is null ? OrderProjection.Listing(after!) : null;
            _head = await store.Append(new OrderAppend(_head, OrderProjection.Row(after!, dueAt), before?.Status, events, listing)
            {
                Awaited = awaited,
                RelayAt = time.GetUtcNow() + RelayPolicy.FirstTry,
            });
            _dueAt = dueAt;
        }
        catch (Exception e)
        {
            LogWriteFailed(e, Id, after!.Version);
            DeactivateOnIdle();
            throw;
        }

        LogWritten(Id, after!.Version, after.Status);
        return _state = after;
    }

    /// <summary>
    /// The order, or null; then this is not kept for long: ids that somebody made up must not fill the memory. Nor does it leave
    /// at once: each of many callers in line would then need an activation, and a look into the database, of its own.
    /// </summary>
    private OrderState? Existing()
    {
        if (_state is null) _leaving ??= this.RegisterGrainTimer(LeaveIfUnknown, new(UnknownKept, Timeout.InfiniteTimeSpan));
        return _state;
    }

    private Task LeaveIfUnknown(CancellationToken cancellationToken)
    {
        if (_state is null) DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
