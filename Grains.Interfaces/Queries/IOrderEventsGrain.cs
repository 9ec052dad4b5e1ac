using System.Collections.Immutable;

namespace Orders;

/// <summary>What happened to orders, in the order of the commits: for whoever follows it and must not miss anything. A stateless worker; the key is 0.</summary>
[Alias("orders.IOrderEventsGrain")]
public interface IOrderEventsGrain : IGrainWithIntegerKey
{
    /// <summary>The caller's orders' events after a position: a buyer's own, a shop's, or for an admin all. Oldest first.</summary>
    /// <param name="limit">1 to <see cref="OrderLimits.PageSize"/>.</param>
    [Alias("After")]
    Task<OrderEventPage> After(Actor caller, long position, int limit);

    /// <summary>The position after which everything that is not yet committed will come.</summary>
    [Alias("Last")]
    Task<long> Last();
}

/// <param name="Reached">Where to go on: nothing of the caller's stands between the last item and here.</param>
/// <param name="More">There are more already.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderEventPage")]
public sealed record OrderEventPage(
    [property: Id(0)] ImmutableArray<OrderEventItem> Items, [property: Id(1)] long Reached, [property: Id(2)] bool More);

/// <summary>An event, with nothing personal in it.</summary>
/// <param name="Type">As in the history: <c>placed</c>, <c>advanced</c>, …</param>
/// <param name="Status">After the event; where the event does not say, as the order is now.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderEventItem")]
public sealed record OrderEventItem(
    [property: Id(0)] long Position,
    [property: Id(1)] OrderId OrderId,
    [property: Id(2)] string Number,
    [property: Id(3)] long Sequence,
    [property: Id(4)] string Type,
    [property: Id(5)] OrderStatus Status,
    [property: Id(6)] DateTimeOffset At);
