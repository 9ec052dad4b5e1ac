using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Orders' events by position. Positions are given out in the order of commits, so what is read once stays complete.</summary>
internal sealed class OrderEventReader(IDatabase database) : IOrderEventReader
{
    private const string LastSql = """
        SELECT coalesce(max(last), 0) FROM (SELECT max(position) AS last FROM order_events UNION ALL SELECT max(position) FROM audit_events) AS logs
        """;

    private const string Columns = """
        SELECT e.position, e.order_id, e.sequence, e.payload, l.number, head.status
        """;

    private const string Rest = "JOIN orders head ON head.id = e.order_id JOIN order_listing l ON l.id = e.order_id";

    private const string AllSql = $"{Columns} FROM order_events e {Rest} WHERE e.position > ?1 ORDER BY e.position LIMIT ?2";

    private const string SellerSql = $"""
        {Columns} FROM order_events e INDEXED BY order_events_by_seller {Rest} WHERE e.seller_id = ?3 AND e.position > ?1 ORDER BY e.position LIMIT ?2
        """;

    // A buyer's events have no index: those of his orders that have changed since are walked back to the position.
    private const string BuyerSql = $"""
        WITH RECURSIVE chain (position, previous) AS (
            SELECT e.position, e.previous FROM orders o INDEXED BY orders_by_buyer JOIN order_events e ON e.position = o.last_event
            WHERE o.buyer_id = ?3 AND o.last_event > ?1
            UNION ALL SELECT e.position, e.previous FROM chain c JOIN order_events e ON e.position = c.previous WHERE c.previous > ?1)
        {Columns} FROM chain c JOIN order_events e ON e.position = c.position {Rest} ORDER BY c.position LIMIT ?2
        """;

    public Task<long> Last() => database.Read(connection => connection.ScalarInt64(LastSql));

    public Task<OrderEventPage> After(OrderScope scope, long position, int limit) =>
        database.Read(connection => Read(connection, scope, position, limit));

    private static OrderEventPage Read(Connection connection, OrderScope scope, long position, int limit)
    {
        var rows = connection.Prepare(scope.BuyerId is not null ? BuyerSql : scope.SellerId is not null ? SellerSql : AllSql)
            .Bind(1, position).Bind(2, (long)limit + 1);
        if ((scope.BuyerId ?? scope.SellerId) is { } whose) rows.Bind(3, whose);
        var items = ImmutableArray.CreateBuilder<OrderEventItem>();
        try
        {
            while (rows.Step()) items.Add(Item(rows));
        }
        finally
        {
            rows.Reset();
        }

        var more = items.Count > limit;
        if (more) items.RemoveAt(limit);
        return new OrderEventPage(items.ToImmutable(), items.Count > 0 ? items[^1].Position : position, more);
    }

    private static OrderEventItem Item(Statement row)
    {
        var e = OrderJson.Read(row.Bytes(3));
        return new OrderEventItem(
            row.Int64(0), new OrderId(row.Int64(1)), row.Text(4), row.Int64(2), AuditWords.TypeOf(e), StatusAfter(e) ?? (OrderStatus)row.Int64(5), e.At);
    }

    private static OrderStatus? StatusAfter(OrderEvent e) => e switch
    {
        OrderPlaced => OrderStatus.Received,
        OrderAdvanced advanced => advanced.To,
        OrderCancelled => OrderStatus.Cancelled,
        OrderEscalated escalated => escalated.Status,
        _ => null,
    };
}
