using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>Lists and counts of orders. A stateless worker over the order rows, which are never behind an order; the key is 0.</summary>
[Alias("orders.IOrderQueriesGrain")]
public interface IOrderQueriesGrain : IGrainWithIntegerKey
{
    /// <summary>A page of what the caller may see: a buyer's own, a shop's, or for an admin all.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this query's.</exception>
    [Alias("List")]
    Task<OrderPage> List(Actor caller, OrderQuery query);

    /// <summary>How many orders the caller has in each status, and how many are overdue.</summary>
    [Alias("Counts")]
    Task<OrderCounts> Counts(Actor caller);
}

public enum OrderSort
{
    PlacedAtDescending,
    PlacedAt,
    UpdatedAtDescending,
    DueAt,
    TotalDescending,
}

[GenerateSerializer, Immutable, Alias("orders.OrderQuery")]
public sealed record OrderQuery
{
    /// <summary>Empty: any.</summary>
    [Id(0)] public ImmutableArray<OrderStatus> Statuses { get; init; } = [];

    /// <summary>Placed at or after.</summary>
    [Id(1)] public DateTimeOffset? From { get; init; }

    /// <summary>Placed before.</summary>
    [Id(2)] public DateTimeOffset? To { get; init; }

    /// <summary>Words that must all occur, as words or their beginnings, in number, buyer, e-mail, item or SKU.</summary>
    [Id(3)] public string? Text { get; init; }
    [Id(4)] public bool? Overdue { get; init; }
    [Id(5)] public OrderSort Sort { get; init; }

    /// <summary>From the page before; null for the first page.</summary>
    [Id(6)] public string? Cursor { get; init; }

    /// <summary>1 to <see cref="OrderLimits.PageSize"/>.</summary>
    [Id(7)] public int Limit { get; init; } = OrderLimits.DefaultPageSize;
}

[GenerateSerializer, Immutable, Alias("orders.OrderPage")]
public sealed record OrderPage(
    [property: Id(0)] ImmutableArray<OrderSummary> Items,
    [property: Id(1)] string? NextCursor);

/// <summary>A row of a list. Property names are those of http-api.md.</summary>
[GenerateSerializer, Immutable, Alias("orders.OrderSummary")]
public sealed record OrderSummary
{
    [Id(0)] public required OrderId Id { get; init; }
    [Id(1)] public required string Number { get; init; }
    [Id(2), JsonNumberHandling(JsonNumberHandling.WriteAsString)] public required long SellerId { get; init; }
    [Id(3)] public required string SellerName { get; init; }
    [Id(4)] public required Buyer Buyer { get; init; }
    [Id(5)] public required OrderStatus Status { get; init; }
    [Id(6)] public required DateTimeOffset PlacedAt { get; init; }
    [Id(7)] public required DateTimeOffset UpdatedAt { get; init; }
    [Id(8)] public required long Version { get; init; }
    [Id(9)] public required Money Total { get; init; }

    /// <summary>The items in a few words: <c>2 · Blue mug +1</c>.</summary>
    [Id(10)] public required string Headline { get; init; }

    /// <summary>As <see cref="OrderView.AllowedActions"/>.</summary>
    [Id(11)] public required ImmutableArray<string> AllowedActions { get; init; }
    [Id(12)] public DateTimeOffset? DueAt { get; init; }
    [Id(13)] public int EscalationLevel { get; init; }
    [Id(14)] public required string TrackingToken { get; init; }
}

/// <param name="ByStatus">Every status, also those with none.</param>
[GenerateSerializer, Immutable, Alias("orders.OrderCounts")]
public sealed record OrderCounts(
    [property: Id(0)] ImmutableSortedDictionary<OrderStatus, long> ByStatus,
    [property: Id(1)] long Overdue);

/// <summary>A cursor that does not come from a page of this query.</summary>
[GenerateSerializer, Alias("orders.InvalidCursorException")]
public sealed class InvalidCursorException(string message) : Exception(message);
