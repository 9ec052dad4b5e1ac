using Npgsql;

namespace Orders.Benchmarks;

/// <summary>
/// What a PostgreSQL database has counted: rows inserted, updated and deleted per table, its size, and how long its log is. Sessions
/// report late, and at the latest as they end: to be read when nobody is connected any more.
/// </summary>
internal sealed record PostgresCounters(IReadOnlyDictionary<string, (long Inserted, long Updated, long Deleted)> Tables, long LogBytes, long Bytes)
{
    public static PostgresCounters Read(string connectionString)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        var tables = new Dictionary<string, (long, long, long)>();
        using (var command = new NpgsqlCommand("SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables WHERE schemaname = 'orders'", connection))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) tables.Add(rows.GetString(0), (rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)));
        return new PostgresCounters(
            tables,
            Number(connection, "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"),
            Number(connection, "SELECT pg_database_size(current_database())"));
    }

    private static long Number(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}
