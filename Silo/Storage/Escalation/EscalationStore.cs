using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Finds orders by their deadlines.</summary>
internal sealed class EscalationStore(IDatabase database) : IEscalationStore
{
    // Answered from the index alone: a look at which nothing is due reads next to nothing.
    private const string DueSql = """
        SELECT id, seller_id, due_at FROM orders INDEXED BY orders_due
        WHERE due_at IS NOT NULL AND due_at <= ?1 AND (due_at, seller_id, id) > (?2, ?3, ?4) AND seller_id % ?5 = ?6
        ORDER BY due_at, seller_id, id LIMIT ?7
        """;

    private const string OpenSql = """
        SELECT o.id FROM orders o INDEXED BY orders_by_seller WHERE o.seller_id = ?1 AND o.id > ?2 AND o.status < 5 ORDER BY o.id LIMIT ?3
        """;

    // The type is what an event's JSON begins with. PostgreSQL's own reading of it would stumble over a \u0000 anywhere in it.
    private const string PostgresType = """substring(payload FROM '^\{"type":"([A-Za-z]+)"')""";

    private static string RecentSql(DatabaseProvider provider) => $"""
        SELECT order_id, payload FROM order_events INDEXED BY order_events_by_seller
        WHERE seller_id = ?1 AND at >= ?2 AND {(provider == DatabaseProvider.Sqlite ? "type" : PostgresType)} IN ('advanced', 'cancelled', 'escalated')
        ORDER BY position DESC LIMIT ?3
        """;

    public Task<ImmutableArray<DueOrder>> Due(int share, DateTimeOffset now, DueOrder? after, int limit) => database.Read(connection =>
    {
        var statement = connection.Prepare(DueSql)
            .Bind(1, StoredTime.Of(now)).Bind(2, after is null ? long.MinValue : StoredTime.Of(after.DueAt)).Bind(3, after?.SellerId ?? 0)
            .Bind(4, after?.Id.Value ?? 0).Bind(5, (long)EscalationShares.Count).Bind(6, (long)share).Bind(7, (long)limit);
        return statement.All(row => new DueOrder(new OrderId(row.Int64(0)), row.Int64(1), StoredTime.Read(row.Int64(2))));
    });

    public Task<ImmutableArray<OrderId>> Open(long sellerId, OrderId after, int limit) => database.Read(connection =>
        connection.Prepare(OpenSql).Bind(1, sellerId).Bind(2, after.Value).Bind(3, (long)limit).All(row => new OrderId(row.Int64(0))));

    public Task<ImmutableArray<OrderHappening>> Recent(long sellerId, DateTimeOffset since, int limit) => database.Read(connection =>
    {
        var newestFirst = connection.Prepare(RecentSql(connection.Provider)).Bind(1, sellerId).Bind(2, StoredTime.Of(since)).Bind(3, (long)limit)
            .All(row => new OrderHappening(new OrderId(row.Int64(0)), OrderJson.Read(row.Bytes(1))));
        return ImmutableArray.CreateRange(newestFirst.Reverse());
    });
}
