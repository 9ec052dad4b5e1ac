using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orders.Tests;

/// <summary>Lets what a consumer does about an order fail so many times.</summary>
internal sealed class OrderFailures
{
    private readonly ConcurrentDictionary<OrderId, int> _left = new();

    public void Fail(OrderId order, int times) => _left[order] = times;

    public void Check(OrderId order)
    {
        if (!_left.TryGetValue(order, out var left) || left == 0) return;
        _left[order] = left - 1;
        throw new IOException($"no luck, and {left - 1} times more");
    }
}

[Alias("tests.IConsumerGrain")]
public interface IConsumerGrain : IGrainWithIntegerKey;

/// <summary>A consumer that does nothing, or fails.</summary>
[ImplicitStreamSubscription(OrderStreams.Orders)]
internal sealed class ConsumerGrain(OrderFailures failures, IOutboxStore outbox, IFaultPoints faults, ILogger<ConsumerGrain> logger)
    : OrderConsumerGrain(OrderConsumer.Inventory, outbox, faults, logger), IConsumerGrain
{
    protected override Task Handle(OrderEvent e)
    {
        failures.Check(Id);
        return Task.CompletedTask;
    }
}
