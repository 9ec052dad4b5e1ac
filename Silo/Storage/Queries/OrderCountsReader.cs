using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>The numbers on the status tabs: kept per shop, counted for one buyer, who has few.</summary>
internal static class OrderCountsReader
{
    public static OrderCounts Read(Connection connection, OrderScope scope)
    {
        var byStatus = Enum.GetValues<OrderStatus>().ToImmutableSortedDictionary(status => status, _ => 0L).ToBuilder();
        var statement = connection.Prepare(StatusSql(scope)).Bind(1, scope.BuyerId ?? scope.SellerId ?? 0);
        try
        {
            while (statement.Step()) byStatus[(OrderStatus)statement.Int64(0)] = statement.Int64(1);
        }
        finally
        {
            statement.Reset();
        }

        return new OrderCounts(byStatus.ToImmutable(), Overdue(connection, scope));
    }

    // Every variant mentions ?1, so that it can be bound in all.
    private static string StatusSql(OrderScope scope) => scope switch
    {
        { BuyerId: not null } =>
            "SELECT o.status, count(*) FROM orders o INDEXED BY orders_by_buyer WHERE o.buyer_id = ?1 GROUP BY o.status",
        { SellerId: not null } =>
            "SELECT status, n FROM order_counts WHERE seller_id = ?1",
        _ =>
            "SELECT status, CAST(sum(n) AS BIGINT) FROM order_counts WHERE ?1 = 0 GROUP BY status",
    };

    private static long Overdue(Connection connection, OrderScope scope)
    {
        // Every variant mentions ?1 here too.
        var sql = "SELECT count(*) FROM orders o INDEXED BY " + scope switch
        {
            { BuyerId: not null } => "orders_by_buyer WHERE o.buyer_id = ?1 AND o.escalation_level >= 2",
            { SellerId: not null } => "orders_overdue WHERE o.seller_id = ?1 AND o.escalation_level >= 2",
            _ => "orders_overdue WHERE o.escalation_level >= 2 AND ?1 = 0",
        };
        var statement = connection.Prepare(sql).Bind(1, scope.BuyerId ?? scope.SellerId ?? 0);
        try
        {
            return statement.Step() ? statement.Int64(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }
}
