using System.Collections.Immutable;
using Orleans.Streams;

namespace Orders;

/// <summary>What the order tells the world after a commit: its events to those who act on them, a hint to the pages.</summary>
public sealed partial class OrderGrain
{
    private IStreamProvider? _streams;

    public Task Republish(ImmutableArray<long> sequences) => Existing() is { } state
        ? Publish([.. state.Events.Where(e => sequences.Contains(e.Sequence))])
        : Task.CompletedTask;

    private async Task Publish(ImmutableArray<OrderEvent> events)
    {
        foreach (var e in events)
            foreach (var consumer in OrderConsumers.Of(e)) await Publish(OrderStreams.Of(consumer), Id.Value, e, e.Sequence);
    }

    private async Task Announce(OrderState state)
    {
        var change = new OrderChanged(Id, state.Version, state.Status, state.Details.SellerId, state.Details.Buyer.Id);
        await Publish(OrderStreams.SellerOrders, change.SellerId, change, change.Version);
        await Publish(OrderStreams.BuyerOrders, change.BuyerId, change, change.Version);
    }

    /// <summary>
    /// The write is durable already, so a stream that is down must not turn success into failure: the relay finds what was not
    /// confirmed, the pages look again within a minute.
    /// </summary>
    private async Task Publish<T>(string name, long key, T item, long sequence)
    {
        try
        {
            _streams ??= this.GetStreamProvider(OrderStreams.Provider);
            await _streams.GetStream<T>(StreamId.Create(name, key)).OnNextAsync(item);
        }
        catch (Exception e)
        {
            LogPublishFailed(e, Id, sequence, name);
        }
    }
}
