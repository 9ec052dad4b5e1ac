using System.Collections.Concurrent;
using System.Threading.Channels;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orders.Tests;

/// <summary>What arrived where, in order; a test awaits the next.</summary>
internal sealed class Deliveries
{
    private readonly ConcurrentDictionary<long, Channel<OrderEvent>> _events = new();

    public void Add(long order, OrderEvent e) => Of(order).Writer.TryWrite(e);

    public Task<OrderEvent> Next(OrderId order) => Of(order.Value).Reader.ReadAsync().AsTask().InTime();

    private Channel<OrderEvent> Of(long order) => _events.GetOrAdd(order, _ => Channel.CreateUnbounded<OrderEvent>());
}

[Alias("tests.IListenerGrain")]
public interface IListenerGrain : IGrainWithIntegerKey;

/// <summary>Hears every event of an order, as people do who are told of it.</summary>
[ImplicitStreamSubscription(OrderStreams.ForNotification)]
internal sealed class ListenerGrain(Deliveries deliveries) : Grain, IListenerGrain, IStreamSubscriptionObserver, IAsyncObserver<OrderEvent>
{
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<OrderEvent>().ResumeAsync(this);

    public Task OnNextAsync(OrderEvent item, StreamSequenceToken? token = null)
    {
        deliveries.Add(this.GetPrimaryKeyLong(), item);
        return Task.CompletedTask;
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
