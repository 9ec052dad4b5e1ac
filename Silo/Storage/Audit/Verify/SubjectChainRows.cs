namespace Orders.Storage;

/// <summary>The rows of everything that is not an order.</summary>
internal sealed class SubjectChainRows(Connection connection) : ChainedRows(connection.PrepareWalk("""
    SELECT position, previous, sequence, subject, seller_id, order_id, at, actor, type, payload, hash FROM audit_events ORDER BY position
    """))
{
    private readonly Statement _at = connection.Prepare("SELECT subject, sequence, hash FROM audit_events WHERE position = ?1");

    public override string Subject => Row.Text(3);

    protected override int HashColumn => 10;

    public override RowBefore? Before()
    {
        _at.Bind(1, Previous);
        try
        {
            return _at.Step() ? new RowBefore(_at.Text(0) == Subject, _at.Int64(1), _at.Bytes(2).ToArray()) : null;
        }
        finally
        {
            _at.Reset();
        }
    }

    public override byte[] HashAfter(ReadOnlySpan<byte> previous) => AuditChain.Next(previous, Sequence, new EncodedAudit(
        Subject, Row.Text(8), Row.NullableInt64(4), Row.NullableInt64(5), Row.Int64(6), Row.Bytes(7).ToArray(), Row.Bytes(9).ToArray()));

    public override string? Contradiction() => null; // every column is hashed

    public override string? NameAt(long position)
    {
        _at.Bind(1, position);
        try
        {
            return _at.Step() ? NameOf(_at.Text(0), _at.Int64(1), position) : null;
        }
        finally
        {
            _at.Reset();
        }
    }
}
