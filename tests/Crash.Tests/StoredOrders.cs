using Microsoft.Data.Sqlite;

namespace Orders.Tests.Crash;

/// <summary>What stands in the database, opened read-only as somebody else would open it.</summary>
internal sealed class StoredOrders
{
    private const string Events =
        "SELECT position, previous, order_id, sequence, at, CAST(payload AS BLOB), hash FROM order_events ORDER BY position";

    public sealed record Row(long Id, long SellerId, OrderStatus Status, long Version, long LastEvent);

    public Dictionary<long, Row> Rows { get; } = [];

    /// <summary>The histories, in sequence.</summary>
    public Dictionary<long, List<StoredEvent>> Histories { get; } = [];
    public Dictionary<(long SellerId, OrderStatus Status), long> KeptCounts { get; } = [];
    public long Listings { get; private set; }
    public string Integrity { get; private set; } = "";

    public static StoredOrders Read(string path)
    {
        var stored = new StoredOrders();
        if (!File.Exists(path)) return stored;
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        if (Count(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'orders'") == 0) return stored;
        stored.Integrity = (string)Command(connection, "PRAGMA quick_check").ExecuteScalar()!;
        stored.Listings = Count(connection, "SELECT count(*) FROM order_listing");
        Each(connection, "SELECT id, seller_id, status, version, last_event FROM orders", r => stored.Rows.Add(
            r.GetInt64(0), new Row(r.GetInt64(0), r.GetInt64(1), (OrderStatus)r.GetInt32(2), r.GetInt64(3), r.GetInt64(4))));
        Each(connection, "SELECT seller_id, status, n FROM order_counts WHERE n <> 0", r =>
            stored.KeptCounts.Add((r.GetInt64(0), (OrderStatus)r.GetInt32(1)), r.GetInt64(2)));
        Each(connection, Events, r => stored.Add(new StoredEvent(
            r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4),
            r.GetFieldValue<byte[]>(5), r.GetFieldValue<byte[]>(6))));
        return stored;
    }

    private void Add(StoredEvent e)
    {
        if (!Histories.TryGetValue(e.OrderId, out var history)) Histories[e.OrderId] = history = [];
        history.Add(e);
    }

    private static void Each(SqliteConnection connection, string sql, Action<SqliteDataReader> row)
    {
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
    }

    private static long Count(SqliteConnection connection, string sql) => (long)Command(connection, sql).ExecuteScalar()!;

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
