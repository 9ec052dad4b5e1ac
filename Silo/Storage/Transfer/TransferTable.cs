using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>What a column holds, whatever the database calls it.</summary>
internal enum TransferKind
{
    Number,
    Text,
    Binary,
}

/// <summary>Where a table lives: SQLite keeps accounts in a file of their own, PostgreSQL in a schema of their own.</summary>
internal enum TransferPart
{
    Shop,
    Accounts,
}

internal sealed record TransferColumn(string Name, TransferKind Kind);

/// <summary>A table as an export carries it.</summary>
/// <param name="Key">The columns that rows are ordered by, so that equal content makes equal files.</param>
/// <param name="Counter">The column whose values are counted up and never given twice, not even after a row is gone; null: none is.</param>
/// <param name="IsSeeded">A new database has rows in it already, which the imported ones replace.</param>
internal sealed record TransferTable(
    TransferPart Part, string Name, ImmutableArray<string> Key, ImmutableArray<TransferColumn> Columns, string? Counter = null, bool IsSeeded = false)
{
    /// <summary>Stands for the counters of its part's tables, and is no table of the database.</summary>
    public bool IsCounters { get; init; }

    /// <param name="key">Names, separated by spaces.</param>
    /// <param name="columns">Names, each followed by <c>:text</c> or <c>:binary</c> where it holds no number.</param>
    public static TransferTable Of(TransferPart part, string name, string key, string columns) =>
        new(part, name, [.. key.Split(' ')], [.. columns.Split(' ').Select(Column)]);

    private static TransferColumn Column(string text) => text.Split(':') switch
    {
        [var name] => new TransferColumn(name, TransferKind.Number),
        [var name, "text"] => new TransferColumn(name, TransferKind.Text),
        [var name, "binary"] => new TransferColumn(name, TransferKind.Binary),
        _ => throw new ArgumentException($"Not a column: {text}", nameof(text)),
    };
}
