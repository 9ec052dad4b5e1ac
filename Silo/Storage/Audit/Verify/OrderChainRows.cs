using System.Text.Json;

namespace Orders.Storage;

/// <summary>The events of orders.</summary>
internal sealed class OrderChainRows(Connection connection)
    : ChainedRows(connection.PrepareWalk("""
        SELECT e.position, e.previous, e.sequence, e.order_id, e.at, e.seller_id, e.payload, e.hash, b.order_id, b.sequence, b.hash, b.seller_id
        FROM order_events e LEFT JOIN order_events b ON b.position = e.previous
        ORDER BY e.position
        """))
{
    private readonly Statement _at = connection.Prepare("SELECT order_id, sequence FROM order_events WHERE position = ?1");

    public override string Subject => AuditSubjects.OfOrder(new OrderId(Row.Int64(3)));

    protected override int HashColumn => 7;

    public override RowBefore? Before() =>
        Row.IsNull(8) ? null : new RowBefore(Row.Int64(8) == Row.Int64(3), Row.Int64(9), Row.Bytes(10).ToArray());

    public override byte[] HashAfter(ReadOnlySpan<byte> previous) =>
        HashChain.Next(previous, new OrderId(Row.Int64(3)), Sequence, Row.Bytes(6));

    /// <summary>Time and shop stand in columns beside the payload, for lists: there they are not hashed.</summary>
    public override string? Contradiction()
    {
        try
        {
            var (at, seller) = EventColumns.Read(Row.Bytes(6));
            if (at is { } time && StoredTime.Of(time) != Row.Int64(4)) return "its column at is not the time in its payload";
            if ((seller ?? Row.Int64(11)) != Row.Int64(5)) return "its column seller_id is not the order's shop";
            return null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return "its payload is not that of an event";
        }
    }

    public override string? NameAt(long position)
    {
        _at.Bind(1, position);
        try
        {
            return _at.Step() ? NameOf(AuditSubjects.OfOrder(new OrderId(_at.Int64(0))), _at.Int64(1), position) : null;
        }
        finally
        {
            _at.Reset();
        }
    }
}
