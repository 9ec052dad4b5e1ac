namespace Orders.Storage;

/// <summary>The two walks that a page merges, newest first: ?1 is the position to go on before, ?2 the shop, ?3 the order.</summary>
internal static class AuditSql
{
    private const string OrderColumns = "e.position, e.order_id, e.sequence, e.at, e.payload, e.hash";
    private const string SubjectColumns = "position, subject, order_id, sequence, at, actor, type, payload, hash";

    public static string Orders(long? sellerId, OrderId? order) => (order, sellerId) switch
    {
        // From its last event back, as an order is loaded: events have no index by order.
        ({ }, _) => $"""
            WITH RECURSIVE chain (position, previous) AS (
                SELECT e.position, e.previous FROM orders o JOIN order_events e ON e.position = o.last_event
                WHERE o.id = ?3 {(sellerId is null ? "" : "AND o.seller_id = ?2")}
                UNION ALL SELECT e.position, e.previous FROM chain c JOIN order_events e ON e.position = c.previous)
            SELECT {OrderColumns} FROM chain c JOIN order_events e ON e.position = c.position WHERE c.position < ?1 ORDER BY c.position DESC
            """,
        (_, null) => $"SELECT {OrderColumns} FROM order_events e WHERE e.position < ?1 ORDER BY e.position DESC",
        _ => $"""
            SELECT {OrderColumns} FROM order_events e INDEXED BY order_events_by_seller
            WHERE e.seller_id = ?2 AND e.position < ?1 ORDER BY e.position DESC
            """,
    };

    public static string Subjects(long? sellerId, OrderId? order) => (order, sellerId) switch
    {
        ({ }, _) => $"""
            SELECT {SubjectColumns} FROM audit_events INDEXED BY audit_by_order
            WHERE order_id = ?3 AND position < ?1 {(sellerId is null ? "" : "AND seller_id = ?2")} ORDER BY position DESC
            """,
        (_, null) => $"SELECT {SubjectColumns} FROM audit_events WHERE position < ?1 ORDER BY position DESC",
        _ => $"SELECT {SubjectColumns} FROM audit_events INDEXED BY audit_by_seller WHERE seller_id = ?2 AND position < ?1 ORDER BY position DESC",
    };

    public static Statement Bind(Statement statement, long before, long? sellerId, OrderId? order)
    {
        statement.Bind(1, before);
        // Whatever the statement does not have must not be bound.
        if (statement.ParameterCount >= 2) statement.Bind(2, sellerId);
        if (statement.ParameterCount >= 3) statement.Bind(3, order?.Value);
        return statement;
    }
}
