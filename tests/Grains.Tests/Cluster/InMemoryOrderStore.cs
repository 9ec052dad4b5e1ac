using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Storage;

namespace Orders.Tests;

/// <summary>An order store that keeps its promises (version check, all or nothing), and whose next append a test can hold or fail.</summary>
internal sealed class InMemoryOrderStore(InMemoryOutbox outbox) : IOrderStore, IEscalationStore
{
    private readonly ConcurrentDictionary<OrderId, StoredOrder> _orders = new();
    private readonly ConcurrentDictionary<OrderId, int> _loads = new();
    private readonly ConcurrentDictionary<OrderId, ImmutableArray<OrderAppend>> _appends = new();
    private readonly Faults _faults = new();

    /// <summary>Lets the next append first run this, which may wait, or throw: then nothing is written.</summary>
    public void BeforeAppend(OrderId id, Func<Task> what) => _faults.Once($"before {id}", what);

    /// <summary>Lets the next append run this once it is durable: if it throws, the answer is lost, the write is not.</summary>
    public void AfterAppend(OrderId id, Func<Task> what) => _faults.Once($"after {id}", what);

    /// <summary>Lets the next append of any order fail before it is written.</summary>
    public void BeforeNextAppend(Func<Task> what) => _faults.Once("before any", what);

    public void AfterNextAppend(Func<Task> what) => _faults.Once("after any", what);

    public int LoadsOf(OrderId id) => _loads.GetValueOrDefault(id);

    public ImmutableArray<OrderAppend> AppendsOf(OrderId id) => _appends.GetValueOrDefault(id, []);

    public StoredOrder? Peek(OrderId id) => _orders.GetValueOrDefault(id);

    public IEnumerable<OrderPlaced> PlacedBy(long buyer) =>
        _orders.Values.Select(o => o.Events[0]).OfType<OrderPlaced>().Where(p => p.Details.Buyer.Id == buyer);

    /// <summary>Somebody else wrote: from another process, or long ago.</summary>
    public void Put(OrderState state) => _orders[state.Id] = new StoredOrder(state.Events, new OrderHead(state.Version, state.Version, []));

    public async Task<StoredOrder?> Load(OrderId id)
    {
        await Task.Yield(); // a real store never completes at once
        _loads.AddOrUpdate(id, 1, (_, n) => n + 1);
        return Peek(id);
    }

    public async Task<OrderHead> Append(OrderAppend append)
    {
        await Task.Yield();
        var id = append.Row.Id;
        await _faults.Run("before any");
        await _faults.Run($"before {id}");
        var head = Write(id, append);
        await _faults.Run($"after {id}");
        await _faults.Run("after any");
        return head;
    }

    public Task Reschedule(OrderId id, OrderHead head, DateTimeOffset? dueAt)
    {
        lock (_orders)
        {
            var stored = Peek(id);
            if (stored?.Head != head) throw new InconsistentStateException($"order {id} is not at {head.Version}");
            _orders[id] = stored with { DueAt = dueAt };
            return Task.CompletedTask;
        }
    }

    public Task<ImmutableArray<DueOrder>> Due(int share, DateTimeOffset now, DueOrder? after, int limit) => Task.FromResult<ImmutableArray<DueOrder>>(
    [
        .. _orders.Where(o => o.Value.DueAt <= now)
            .Select(o => new DueOrder(o.Key, ((OrderPlaced)o.Value.Events[0]).Details.SellerId, o.Value.DueAt!.Value))
            .Where(o => EscalationShares.Of(o.SellerId) == share)
            .OrderBy(o => (o.DueAt, o.SellerId, o.Id))
            .SkipWhile(o => after is not null && (o.DueAt, o.SellerId, o.Id).CompareTo((after.DueAt, after.SellerId, after.Id)) <= 0)
            .Take(limit),
    ]);

    public Task<ImmutableArray<OrderHappening>> Recent(long sellerId, DateTimeOffset since, int limit) => Task.FromResult<ImmutableArray<OrderHappening>>(
    [
        .. _orders.Where(o => ((OrderPlaced)o.Value.Events[0]).Details.SellerId == sellerId)
            .SelectMany(o => o.Value.Events.Where(e => e.At >= since).Select(e => new OrderHappening(o.Key, e)))
            .OrderBy(h => h.Event.At).ThenBy(h => h.Event.Sequence).TakeLast(limit),
    ]);

    public Task<ImmutableArray<OrderId>> Open(long sellerId, OrderId after, int limit) => Task.FromResult<ImmutableArray<OrderId>>(
    [
        .. _orders.Where(o => o.Key.Value > after.Value && ((OrderPlaced)o.Value.Events[0]).Details.SellerId == sellerId && !OrderTransitions.IsFinal(o.Value.StatusNow()))
            .Select(o => o.Key).Order().Take(limit),
    ]);

    private OrderHead Write(OrderId id, OrderAppend append)
    {
        lock (_orders)
        {
            var stored = Peek(id);
            if ((stored?.Head ?? OrderHead.None) != append.Head) throw new InconsistentStateException($"order {id} is not at {append.Head.Version}");
            if (append.PreviousStatus != stored?.StatusNow() || append.Listing is null != stored is not null)
                throw new InvalidOperationException("previous status and listing do not fit what is stored");
            Assert.Equal(Enumerable.Range(1, append.Events.Length).Select(n => append.Head.Version + n), append.Events.Select(e => e.Sequence));
            var version = append.Events[^1].Sequence;
            Assert.Equal(version, append.Row.Version);
            var head = new OrderHead(version, append.Head.Position + append.Events.Length, []);
            _orders[id] = new StoredOrder([.. stored?.Events ?? [], .. append.Events], head, append.Row.DueAt);
            foreach (var awaited in append.Awaited) outbox.Add(id, awaited, append.RelayAt);
            _appends.AddOrUpdate(id, [append], (_, before) => before.Add(append));
            return head;
        }
    }
}

internal static class StoredOrders
{
    public static OrderStatus StatusNow(this StoredOrder stored) => OrderState.Fold(default, stored.Events.AsSpan())!.Status;
}
