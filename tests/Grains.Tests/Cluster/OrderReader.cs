using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>Answers with one order and remembers what it was asked.</summary>
internal sealed class OrderReader : IOrderReader
{
    public OrderScope? Scope { get; private set; }

    public OrderQuery? Query { get; private set; }

    public void Forget() => (Scope, Query) = (null, null);

    public Task<OrderRows> List(OrderScope scope, OrderQuery query)
    {
        (Scope, Query) = (scope, query);
        var state = Given.At(OrderStatus.Preparing);
        return Task.FromResult(new OrderRows([new(OrderProjection.Row(state, null), OrderProjection.Listing(state))], "next"));
    }

    public Task<OrderCounts> Counts(OrderScope scope)
    {
        Scope = scope;
        return Task.FromResult(new OrderCounts(ImmutableSortedDictionary<OrderStatus, long>.Empty, 3));
    }
}
