using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>How an import ended.</summary>
public enum ImportEnd
{
    /// <summary>With the last row.</summary>
    Done,

    /// <summary>Before it, because somebody wanted so.</summary>
    Stopped,

    /// <summary>Before it, because something went wrong.</summary>
    Failed,
}

/// <summary>What an import did. Every row read is imported, already there, or refused.</summary>
public sealed record ImportSummary
{
    public required int RowsRead { get; init; }
    public required int RowsImported { get; init; }

    /// <summary>Rows all of whose orders an earlier run had stored.</summary>
    public required int RowsAlreadyThere { get; init; }
    public required int OrdersAlreadyThere { get; init; }

    /// <summary>New orders; more than rows, where rows bought from several sellers.</summary>
    public required ImmutableSortedDictionary<OrderStatus, int> OrdersImported { get; init; }

    /// <summary>One per refused row, in the order of the files.</summary>
    public required ImmutableArray<Refusal> Refusals { get; init; }

    /// <summary>Lines of the other files that could not be read; the orders that need them are among the refused.</summary>
    public required ImmutableArray<Refusal> BrokenLines { get; init; }
    public required ImportEnd End { get; init; }

    public int TotalImported => OrdersImported.Values.Sum();
}
