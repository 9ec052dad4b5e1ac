namespace Orders.Storage;

/// <summary>What is asked of the row that another says it follows.</summary>
/// <param name="SameSubject">It is of the same order or subject.</param>
internal readonly record struct RowBefore(bool SameSubject, long Sequence, byte[] Hash);

/// <summary>One table of the audit log, read by position, a row at a time.</summary>
internal abstract class ChainedRows(Statement all)
{
    public long Position { get; private set; }
    public long Previous { get; private set; }
    public long Sequence { get; private set; }

    /// <summary>The row in words, such as <c>order:… event 3, position 17</c>.</summary>
    public string Name => NameOf(Subject, Sequence, Position);

    public abstract string Subject { get; }

    public ReadOnlySpan<byte> Hash => all.Bytes(HashColumn);

    protected Statement Row => all;

    protected abstract int HashColumn { get; }

    public static string NameOf(string subject, long sequence, long position) => FormattableString.Invariant(
        $"{subject} {(AuditSubjects.KindOf(subject) == AuditSubjects.Order ? "event" : "row")} {sequence}, position {position}");

    /// <summary>Moves to the next row; the first three columns are position, previous and sequence.</summary>
    public bool Next()
    {
        if (!all.Step())
        {
            all.Reset();
            return false;
        }

        (Position, Previous, Sequence) = (all.Int64(0), all.Int64(1), all.Int64(2));
        return true;
    }

    /// <summary>The row at <see cref="Previous"/>; null where there is none in this table.</summary>
    public abstract RowBefore? Before();

    /// <summary>What the hash should be.</summary>
    public abstract byte[] HashAfter(ReadOnlySpan<byte> previous);

    /// <summary>What contradicts the hashed content in a column that the hash does not cover; null: nothing.</summary>
    public abstract string? Contradiction();

    /// <summary>Which row stands there, in words; null: none of this table.</summary>
    public abstract string? NameAt(long position);
}
