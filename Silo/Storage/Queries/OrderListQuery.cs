using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>A list as asked for, with everything that stands in the database's terms: what <see cref="OrderListSql"/> is made from.</summary>
internal sealed record OrderListQuery
{
    /// <summary>Whose SQL it is to be.</summary>
    public DatabaseProvider Provider { get; init; }

    public required OrderScope Scope { get; init; }

    /// <summary>In ascending order, each once; empty: any.</summary>
    public required ImmutableArray<OrderStatus> Statuses { get; init; }

    /// <summary>The first id of the date range.</summary>
    public long? FromId { get; init; }

    /// <summary>The first id after the date range.</summary>
    public long? ToId { get; init; }

    /// <summary>Null: no search.</summary>
    public string? Text { get; init; }

    /// <summary>The search expression that the reader makes of the text.</summary>
    public string? Match { get; init; }

    /// <summary>Marked as overdue by the escalation policy (level 2), or not.</summary>
    public bool? Overdue { get; init; }
    public required OrderSort Sort { get; init; }
    public OrderCursor? After { get; init; }
    public required int Limit { get; init; }

    public bool HasDateRange => FromId is not null || ToId is not null;
}
