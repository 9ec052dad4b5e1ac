namespace Orders.Storage;

/// <summary>What an import does to the tables of SQLite.</summary>
internal static class SqliteTransferContent
{
    // Not words of the order: they stand for its shop and its buyer, and are not searched by their beginning.
    private const int Markers = 2;

    public static string InsertSql(TransferTable table) =>
        $"INSERT {(table.IsSeeded ? "OR REPLACE " : "")}INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""))}) "
        + $"VALUES ({string.Join(", ", table.Columns.Select((_, i) => FormattableString.Invariant($"?{i + 1}")))})";

    /// <exception cref="ImportRefusedException">There is something in it.</exception>
    public static void RefuseAny(SqliteConnection shop, SqliteConnection accounts, string where)
    {
        var there = (
            from table in TransferTables.All
            where table is { IsCounters: false, IsSeeded: false }
            let count = (table.Part == TransferPart.Shop ? shop : accounts).ScalarInt64($"SELECT count(*) FROM \"{table.Name}\"")
            where count > 0
            select FormattableString.Invariant($"{count:N0} rows in {table.Name}")).ToList();
        if (there.Count > 0)
            throw new ImportRefusedException($"An export is imported into an empty database, but {where} has {string.Join(", ", there)}. Nothing was written.");
    }

    /// <summary>The next key will be a greater one.</summary>
    public static void SetCounter(SqliteConnection connection, string table, long last)
    {
        if (last == 0) return; // It has never counted, and there is no row to say so.
        if (connection.Prepare("UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1").Bind(1, table).Bind(2, last).Run() == 0)
            connection.Prepare("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)").Bind(1, table).Bind(2, last).Run();
    }

    public static void InsertWords(SqliteConnection connection, long order, string[] words)
    {
        connection.Prepare("INSERT INTO order_search (rowid, words) VALUES (?1, ?2)").Bind(1, order).Bind(2, string.Join(' ', words)).Run();
        var known = connection.Prepare("INSERT INTO order_words (word) VALUES (?1) ON CONFLICT (word) DO NOTHING");
        foreach (var word in words.AsSpan(0, words.Length - Markers)) known.Bind(1, word).Run();
    }

    /// <summary>As it was before the import, which began with nothing.</summary>
    public static void Clear(SqliteConnection connection, TransferPart part)
    {
        foreach (var table in TransferTables.Of(part).Where(t => !t.IsSeeded).Reverse()) connection.Execute($"DELETE FROM \"{table.Name}\"");
        if (part == TransferPart.Shop)
            connection.Execute("INSERT INTO order_search (order_search) VALUES ('delete-all'); DELETE FROM order_words");
        foreach (var table in TransferTables.Counted(part).Where(t => !t.IsSeeded))
            connection.Execute($"DELETE FROM sqlite_sequence WHERE name = '{table.Name}'");
        new SqliteImportMark(connection).Remove();
    }
}
