using System.Collections.Immutable;

namespace Orders;

/// <summary>Finds orders by their deadlines. A port.</summary>
public interface IEscalationStore
{
    /// <summary>Orders of one share of the shops (<see cref="EscalationShares"/>) whose deadline has come, oldest deadline first.</summary>
    /// <param name="after">The last one of the batch before; null for the first batch.</param>
    Task<ImmutableArray<DueOrder>> Due(int share, DateTimeOffset now, DueOrder? after, int limit);

    /// <summary>Ids of a shop's orders that have not ended, ascending.</summary>
    Task<ImmutableArray<OrderId>> Open(long sellerId, OrderId after, int limit);

    /// <summary>What moved or escalated a shop's orders since then, in the order of the commits: the newest, if there is more than the limit.</summary>
    Task<ImmutableArray<OrderHappening>> Recent(long sellerId, DateTimeOffset since, int limit);
}

public sealed record OrderHappening(OrderId Order, OrderEvent Event);

public sealed record DueOrder(OrderId Id, long SellerId, DateTimeOffset DueAt);
