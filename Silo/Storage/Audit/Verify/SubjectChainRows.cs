namespace Orders.Storage;

/// <summary>The rows of everything that is not an order.</summary>
internal sealed class SubjectChainRows(Connection connection) : ChainedRows(connection.PrepareWalk("""
    SELECT e.position, e.previous, e.sequence, e.subject, e.seller_id, e.order_id, e.at, e.actor, e.type, e.payload, e.hash, b.subject, b.sequence, b.hash
    FROM audit_events e LEFT JOIN audit_events b ON b.position = e.previous
    ORDER BY e.position
    """))
{
    private readonly Statement _at = connection.Prepare("SELECT subject, sequence FROM audit_events WHERE position = ?1");

    public override string Subject => Row.Text(3);

    protected override int HashColumn => 10;

    public override RowBefore? Before() =>
        Row.IsNull(11) ? null : new RowBefore(Row.Text(11) == Subject, Row.Int64(12), Row.Bytes(13).ToArray());

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
