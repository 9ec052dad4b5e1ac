using Npgsql;

namespace Orders.Storage;

/// <summary>What an import does to the tables of PostgreSQL as a whole.</summary>
internal static class PostgresTransferContent
{
    /// <exception cref="ImportRefusedException">There is something in it.</exception>
    public static void RefuseAny(NpgsqlConnection connection)
    {
        if (PostgresCluster.Has(connection))
            throw new ImportRefusedException($"A cluster has worked on {connection.Database}: {PostgresCluster.Where}. Nothing was written.");
        var there = (
            from table in TransferTables.All
            where table is { IsCounters: false, IsSeeded: false }
            let count = Count(connection, table)
            where count > 0
            select FormattableString.Invariant($"{count:N0} rows in {table.Name}")).ToList();
        if (there.Count > 0)
            throw new ImportRefusedException($"An export is imported into an empty database, but {connection.Database} has {string.Join(", ", there)}. Nothing was written.");
    }

    public static void InsertWords(NpgsqlConnection connection, IReadOnlyList<(long Order, string[] Words)> found)
    {
        if (found.Count == 0) return;
        PostgresTransfer.Execute(
            connection,
            "INSERT INTO order_search (rowid, words) SELECT o, array_to_tsvector(string_to_array(w, ' ')) FROM unnest($1, $2) AS f (o, w)",
            found.Select(f => f.Order).ToArray(), found.Select(f => string.Join(' ', f.Words)).ToArray());
    }

    /// <summary>What lists walk besides the orders' own indexes.</summary>
    public static void InsertKeys(NpgsqlConnection connection) => PostgresTransfer.Execute(
        connection, "INSERT INTO order_keys (id, seller_id, buyer_id, total_minor) SELECT id, seller_id, buyer_id, total_minor FROM orders");

    /// <summary>What has just come in is unknown to the planner of queries.</summary>
    public static void Analyze(NpgsqlConnection connection) => PostgresTransfer.Execute(
        connection, $"ANALYZE order_search, order_keys, {string.Join(", ", Tables.Select(PostgresTransferTables.NameOf))}");

    /// <summary>As it was before the import, which began with nothing.</summary>
    public static void Clear(NpgsqlConnection connection) => PostgresTransfer.Execute(
        connection, $"TRUNCATE order_search, order_keys, {string.Join(", ", Tables.Where(t => !t.IsSeeded).Select(PostgresTransferTables.NameOf))} RESTART IDENTITY");

    private static IEnumerable<TransferTable> Tables => TransferTables.All.Where(t => !t.IsCounters);

    private static long Count(NpgsqlConnection connection, TransferTable table)
    {
        using var command = new NpgsqlCommand($"SELECT count(*) FROM {PostgresTransferTables.NameOf(table)}", connection);
        return (long)command.ExecuteScalar()!;
    }
}
