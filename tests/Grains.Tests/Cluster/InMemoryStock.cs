using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Storage;

namespace Orders.Tests;

/// <summary>Stocks that keep their promises (version check, all or nothing); a test can fail a write, or what an order's consumer asks.</summary>
internal sealed class InMemoryStock : IStockStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StockState> _stocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableList<(StockMovement Moved, string? Key)>> _ledgers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _toTell = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OrderId, int> _failures = new();
    private readonly Faults _faults = new();

    public ImmutableArray<StockState> All
    {
        get
        {
            lock (_gate) return [.. _stocks.Values];
        }
    }

    /// <summary>Lets the next write fail, or wait, before it takes place.</summary>
    public void BeforeWrite(string sku, Func<Task> what) => _faults.Once($"before {sku}", what);

    /// <summary>Lets the answer of the next write be lost.</summary>
    public void AfterWrite(string sku, Func<Task> what) => _faults.Once($"after {sku}", what);

    /// <summary>Lets what is asked for an order fail so many times.</summary>
    public void FailFor(OrderId order, int times) => _failures[order] = times;

    public StockState? Peek(string sku)
    {
        lock (_gate) return _stocks.GetValueOrDefault(sku);
    }

    public ImmutableList<StockMovement> Ledger(string sku)
    {
        lock (_gate) return [.. _ledgers.GetValueOrDefault(sku, []).Select(m => m.Moved)];
    }

    public async Task<StockState?> Load(string sku)
    {
        await Task.Yield();
        return Peek(sku);
    }

    public async Task Write(StockChange change)
    {
        await Task.Yield();
        var sku = change.After.Sku;
        await _faults.Run($"before {sku}");
        lock (_gate)
        {
            var stored = _stocks.GetValueOrDefault(sku);
            if (stored?.Version != change.Before?.Version) throw new InconsistentStateException($"the stock of {sku} has moved on");
            _stocks[sku] = change.After;
            if (change.Movement is { } moved) _ledgers[sku] = _ledgers.GetValueOrDefault(sku, []).Add((moved, change.CommandKey));
            if (change.FellLow) _toTell[sku] = change.After.Version;
            if (change.RoseAgain) _toTell.Remove(sku);
        }

        await _faults.Run($"after {sku}");
    }

    public Task<StockMovement?> FindByKey(string sku, string key)
    {
        lock (_gate) return Task.FromResult<StockMovement?>(_ledgers.GetValueOrDefault(sku, []).SingleOrDefault(m => m.Key == key).Moved);
    }

    public Task<StockMovementPage> Movements(string sku, long? before, int limit)
    {
        var rows = Ledger(sku).Reverse().Where(m => m.Sequence < (before ?? long.MaxValue)).Take(limit).ToImmutableArray();
        return Task.FromResult(new StockMovementPage(rows, rows is [.., { Sequence: > 1 } last] ? last.Sequence : null));
    }

    public Task<StockPage> List(long? sellerId, StockQuery query)
    {
        var rows = All.Where(s => sellerId is null || s.Owner.SellerId == sellerId).Where(s => !query.LowOnly || s.IsLow);
        return Task.FromResult(new StockPage([.. rows.OrderBy(s => s.Name).Take(query.Limit).Select(s => s.Item)], null));
    }

    public Task<ImmutableArray<string>> HeldFor(OrderId order)
    {
        if (_failures.TryGetValue(order, out var left) && left > 0)
        {
            _failures[order] = left - 1;
            throw new IOException($"no luck, and {left - 1} times more");
        }

        return Task.FromResult<ImmutableArray<string>>([.. All.Where(s => s.Reservations.ContainsKey(order)).Select(s => s.Sku)]);
    }

    public Task<ImmutableArray<LowStock>> ToTell(int limit)
    {
        lock (_gate)
        {
            return Task.FromResult<ImmutableArray<LowStock>>([.. _toTell.Take(limit).Select(t => (Stock: _stocks[t.Key], Sequence: t.Value))
                .Select(t => new LowStock(t.Stock.Sku, t.Sequence, t.Stock.Name, t.Stock.Owner.SellerId, t.Stock.Available, t.Stock.LowAt!.Value))]);
        }
    }

    public Task Told(string sku, long sequence)
    {
        lock (_gate)
        {
            if (_toTell.GetValueOrDefault(sku) == sequence) _toTell.Remove(sku);
        }

        return Task.CompletedTask;
    }
}
