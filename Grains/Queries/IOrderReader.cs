using System.Collections.Immutable;

namespace Orders;

/// <summary>Reads lists of orders. A port: SQL stands behind it.</summary>
public interface IOrderReader
{
    /// <exception cref="InvalidCursorException">The cursor is not one of this query's.</exception>
    Task<OrderRows> List(OrderScope scope, OrderQuery query);

    Task<OrderCounts> Counts(OrderScope scope);
}

/// <summary>Whose orders: of one buyer, of one shop, or, with neither, all.</summary>
public readonly record struct OrderScope(long? BuyerId, long? SellerId);

public sealed record OrderRows(ImmutableArray<OrderListRow> Items, string? NextCursor);

public sealed record OrderListRow(OrderRow Row, OrderListing Listing);
