using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;

namespace Orders.Tests;

/// <summary>An outbox that keeps its promises.</summary>
internal sealed class InMemoryOutbox : IOutboxStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(OrderId Order, long Sequence, OrderConsumer Consumer), Row> _rows = [];

    private sealed record Row(DateTimeOffset? NextAt, int Tries, string? Error);

    private readonly ConcurrentDictionary<(OrderId, long, OrderConsumer), TaskCompletionSource> _confirmed = new();
    private readonly ConcurrentDictionary<(OrderId, long, OrderConsumer), Channel<string>> _explained = new();
    private readonly ConcurrentDictionary<(OrderId, long, OrderConsumer), int> _alone = new();

    /// <summary>Completes when the consumer has confirmed the event.</summary>
    public Task Confirmed(OrderId order, long sequence, OrderConsumer consumer) => ConfirmedSource(order, sequence, consumer).Task.InTime();

    /// <summary>Why the consumer could not deal with the event, the next time that it says so.</summary>
    public Task<string> Explained(OrderId order, long sequence, OrderConsumer consumer) =>
        Errors(order, sequence, consumer).Reader.ReadAsync().AsTask().InTime();

    public void Add(OrderId order, AwaitedConfirmation awaited, DateTimeOffset relayAt)
    {
        lock (_gate) _rows.Add((order, awaited.Sequence, awaited.Consumer), new Row(relayAt, 1, null));
    }

    /// <summary>What is not confirmed of an order.</summary>
    public ImmutableArray<AwaitedConfirmation> Of(OrderId order)
    {
        lock (_gate)
        {
            return [.. _rows.Keys.Where(k => k.Order == order).Select(k => new AwaitedConfirmation(k.Sequence, k.Consumer)).OrderBy(a => (a.Sequence, a.Consumer))];
        }
    }

    public int Tries(OrderId order, long sequence, OrderConsumer consumer)
    {
        lock (_gate) return _rows[(order, sequence, consumer)].Tries;
    }

    /// <summary>How often the event was confirmed by a write of its own.</summary>
    public int AloneConfirmed(OrderId order, long sequence, OrderConsumer consumer) => _alone.GetValueOrDefault((order, sequence, consumer));

    public Task Confirm(OrderId order, long sequence, OrderConsumer consumer)
    {
        _alone.AddOrUpdate((order, sequence, consumer), 1, (_, n) => n + 1);
        ConfirmWithEffect(order, sequence, consumer);
        return Task.CompletedTask;
    }

    /// <summary>In the transaction of what the consumer did.</summary>
    public void ConfirmWithEffect(OrderId order, long sequence, OrderConsumer consumer)
    {
        lock (_gate) _rows.Remove((order, sequence, consumer));
        ConfirmedSource(order, sequence, consumer).TrySetResult();
    }

    public Task Explain(OrderId order, long sequence, OrderConsumer consumer, string error)
    {
        Change((order, sequence, consumer), row => row with { Error = error });
        Errors(order, sequence, consumer).Writer.TryWrite(error);
        return Task.CompletedTask;
    }

    public Task MakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var (key, row) in _rows.Where(r => r.Value.NextAt > now).ToArray())
                _rows[key] = row with { NextAt = now, Tries = Math.Max(row.Tries - 1, 0) };
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<OutboxEntry>> Due(DateTimeOffset now, int limit)
    {
        lock (_gate)
        {
            var due = _rows.Where(r => r.Value.NextAt <= now).OrderBy(r => r.Value.NextAt).Take(limit);
            return Task.FromResult<ImmutableArray<OutboxEntry>>(
                [.. due.Select(r => new OutboxEntry(r.Key.Order, r.Key.Sequence, r.Key.Consumer, r.Value.Tries))]);
        }
    }

    public Task Retry(ImmutableArray<OutboxRetry> retries)
    {
        foreach (var (entry, next) in retries)
            Change((entry.Order, entry.Sequence, entry.Consumer), row => row.NextAt is null ? row : row with { NextAt = next, Tries = row.Tries + 1 });
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<ParkedEvent>> Parked(int limit)
    {
        lock (_gate)
        {
            var parked = _rows.Where(r => r.Value.NextAt is null).Take(limit);
            return Task.FromResult<ImmutableArray<ParkedEvent>>(
                [.. parked.Select(r => new ParkedEvent(r.Key.Order, r.Key.Sequence, r.Key.Consumer, default, r.Value.Tries, r.Value.Error ?? ""))]);
        }
    }

    public Task<bool> Unpark(OrderId order, long sequence, OrderConsumer consumer)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue((order, sequence, consumer), out var row) || row.NextAt is not null) return Task.FromResult(false);
            _rows[(order, sequence, consumer)] = row with { NextAt = DateTimeOffset.MinValue, Tries = 0 };
            return Task.FromResult(true);
        }
    }

    private TaskCompletionSource ConfirmedSource(OrderId order, long sequence, OrderConsumer consumer) => _confirmed.GetOrAdd(
        (order, sequence, consumer), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private Channel<string> Errors(OrderId order, long sequence, OrderConsumer consumer) =>
        _explained.GetOrAdd((order, sequence, consumer), _ => Channel.CreateUnbounded<string>());

    private Task Change((OrderId Order, long Sequence, OrderConsumer Consumer) key, Func<Row, Row> change)
    {
        lock (_gate)
        {
            if (_rows.TryGetValue(key, out var row)) _rows[key] = change(row);
        }

        return Task.CompletedTask;
    }
}

/// <summary>No place is special.</summary>
internal sealed class NoFaults : IFaultPoints
{
    public void Reach(string point)
    {
    }
}
