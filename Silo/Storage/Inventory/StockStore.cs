using System.Collections.Immutable;
using System.Text;

namespace Orders.Storage;

/// <summary>Stocks.</summary>
internal sealed class StockStore(IDatabase database) : IStockStore
{
    private const string HeldSql = """
        SELECT s.sku FROM stock_reservations r JOIN stock s ON s.id = r.stock_id WHERE r.order_id = ?1 ORDER BY s.sku
        """;

    private const string ToTellSql = """
        SELECT s.sku, s.tell_low, p.name, p.seller_id, s.on_hand - s.reserved, s.low_at FROM stock s JOIN products p ON p.sku = s.sku
        WHERE s.tell_low IS NOT NULL AND s.low_at IS NOT NULL LIMIT ?1
        """;

    public Task<StockState?> Load(string sku) => database.Read(connection => Load(connection, sku));

    public Task Write(StockChange change) => database.Write(new StockWrite(change));

    public Task Told(string sku, long sequence) => database.Write(new StockTold(sku, sequence));

    public Task<StockMovement?> FindByKey(string sku, string key) => database.Read(connection =>
        connection.Prepare(StockRows.MovementByKey).Bind(1, sku).Bind(2, key).All(StockRows.ReadMovement).SingleOrDefault());

    public Task<StockMovementPage> Movements(string sku, long? before, int limit) => database.Read(connection =>
    {
        var rows = connection.Prepare(StockRows.Movements)
            .Bind(1, sku).Bind(2, before ?? long.MaxValue).Bind(3, (long)limit).All(StockRows.ReadMovement);
        return new StockMovementPage(rows, rows.IsEmpty || rows[^1].Sequence == 1 ? null : rows[^1].Sequence);
    });

    public Task<ImmutableArray<string>> HeldFor(OrderId order) =>
        database.Read(connection => connection.Prepare(HeldSql).Bind(1, order.Value).All(row => row.Text(0)));

    public Task<ImmutableArray<LowStock>> ToTell(int limit) => database.Read(connection => connection.Prepare(ToTellSql)
        .Bind(1, (long)limit)
        .All(row => new LowStock(row.Text(0), row.Int64(1), row.Text(2), row.Int64(3), (int)row.Int64(4), (int)row.Int64(5))));

    public Task<StockPage> List(long? sellerId, StockQuery query)
    {
        if (query.Limit is < 1 or > OrderLimits.PageSize) throw new ArgumentOutOfRangeException(nameof(query), "The limit is out of range.");
        var after = ProductCursor.Read(query.Cursor);
        return database.Read(connection => List(connection, sellerId, query, after));
    }

    // One transaction: the row and its reservations are of one moment.
    private static StockState? Load(Connection connection, string sku) => connection.Snapshot(() =>
    {
        var find = connection.Prepare(StockRows.Stock).Bind(1, sku);
        var found = find.All(row => (Id: row.Int64(0), State: StockRows.ReadState(row)));
        if (found.IsEmpty) return null;
        var held = connection.Prepare(StockRows.Reservations).Bind(1, found[0].Id).All(StockRows.ReadReservation);
        return found[0].State with { Reservations = held.ToImmutableDictionary(r => r.Order) };
    });

    private static StockPage List(Connection connection, long? sellerId, StockQuery query, ProductCursor? after)
    {
        var text = string.IsNullOrWhiteSpace(query.Text) ? null : ProductText.Fold(query.Text.Trim());
        var sql = new StringBuilder(StockRows.Item).Append(" WHERE 1 = 1");
        if (sellerId is not null) sql.Append(" AND p.seller_id = ?1");
        if (after is not null) sql.Append(" AND (p.sort_name, p.sku) > (?2, ?3)");
        if (text is not null) sql.Append(" AND instr(p.search_text, ?4) > 0");
        if (query.LowOnly) sql.Append(" AND s.on_hand - s.reserved <= s.low_at");
        var rows = connection.Prepare(sql.Append(" ORDER BY p.sort_name, p.sku LIMIT ?5").ToString())
            .Bind(1, sellerId).Bind(2, after?.SortName).Bind(3, after?.Sku).Bind(4, text).Bind(5, (long)query.Limit + 1)
            .All(StockRows.ReadItem);
        if (rows.Length <= query.Limit) return new StockPage(rows, null);
        var last = rows[query.Limit - 1];
        return new StockPage(rows[..query.Limit], new ProductCursor(ProductText.Fold(last.Name), last.Sku).ToString());
    }
}
