namespace Orders.Storage;

/// <summary>
/// Goes through both tables by position at once: no number may be missing, every row must follow the one that it names, and its
/// hash must fit its content and that one's hash.
/// </summary>
internal sealed class RowsCheck(Connection connection, AuditFindings findings, PositionSet followed)
{
    private readonly ChainedRows[] _tables = [new OrderChainRows(connection), new SubjectChainRows(connection)];

    public long Rows { get; private set; }

    public long LastPosition { get; private set; }

    public void Run(Action<int> progress, CancellationToken stop)
    {
        var left = _tables.Where(table => table.Next()).ToList();
        while (left.MinBy(table => table.Position) is { } row)
        {
            stop.ThrowIfCancellationRequested();
            CheckPosition(row);
            CheckRow(row);
            LastPosition = Math.Max(LastPosition, row.Position);
            Rows++;
            progress(1);
            if (!row.Next()) left.Remove(row);
        }
    }

    /// <summary>The row that stands there, in words, or null.</summary>
    public string? NameAt(long position) => _tables.Select(table => table.NameAt(position)).FirstOrDefault(name => name is not null);

    private void CheckPosition(ChainedRows row)
    {
        if (row.Position < 1) findings.Add(row.Name, "edited: positions begin with 1");
        else if (row.Position == LastPosition) findings.Add(row.Name, "another row has the same position");
        else if (row.Position == LastPosition + 2) findings.Add($"position {LastPosition + 1}", "the row is missing");
        else if (row.Position > LastPosition + 1)
            findings.Add($"positions {LastPosition + 1} to {row.Position - 1}", $"{row.Position - 1 - LastPosition} rows are missing");
    }

    private void CheckRow(ChainedRows row)
    {
        ReadOnlySpan<byte> previous = [];
        if (row.Previous < 0)
        {
            findings.Add(row.Name, $"edited: it says that it follows position {row.Previous}");
            return;
        }

        if (row.Previous == 0)
        {
            if (row.Sequence != 1)
            {
                findings.Add(row.Name, "it says that nothing was before it, but it is not the first");
                return;
            }
        }
        else
        {
            if (!followed.Add(row.Previous)) findings.Add(row.Name, $"a second row follows the one at position {row.Previous}");
            if (row.Before() is not { } before)
            {
                findings.Add(ChainedRows.NameOf(row.Subject, row.Sequence - 1, row.Previous), "the row is missing: the next one follows it");
                return;
            }

            if (!before.SameSubject || before.Sequence != row.Sequence - 1 || row.Previous >= row.Position)
            {
                findings.Add(row.Name, $"out of place: at position {row.Previous} is not the row before it");
                return;
            }

            if (before.Hash.Length != HashChain.Length)
            {
                findings.Add(row.Name, $"the hash of the row before it, at position {row.Previous}, has {before.Hash.Length} bytes");
                return;
            }

            previous = before.Hash;
        }

        if (!row.HashAfter(previous).AsSpan().SequenceEqual(row.Hash))
            findings.Add(row.Name, "edited: the hash does not fit the content and the row before it");
        else if (row.Contradiction() is { } contradiction) findings.Add(row.Name, "edited: " + contradiction);
    }
}
