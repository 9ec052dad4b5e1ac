namespace Orders.Storage;

/// <summary>The mark of an import that is under way, in SQLite: a row in each of the two files.</summary>
internal sealed class SqliteImportMark(Connection connection)
{
    private const string ExistsSql = $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{ImportMark.Table}'";
    private const string ReadSql = $"SELECT {ImportMark.Columns} FROM {ImportMark.Table}";

    /// <summary>The import that is under way, if one is.</summary>
    public static ImportOrigin? Find(Connection connection) => new SqliteImportMark(connection).Read()?.Origin;

    public (ImportOrigin Origin, ImportPosition Position, bool IsLoaded)? Read(TransferPart part = TransferPart.Shop)
    {
        if (connection.ScalarInt64(ExistsSql) == 0) return null;
        return connection.Prepare(ReadSql).First<(ImportOrigin, ImportPosition, bool)?>(row => (
            new ImportOrigin(row.Text(0), row.Text(1), row.Int64(2)),
            new ImportPosition(part, row.Text(4), row.Int64(5), row.Text(6)),
            row.Int64(3) == 1));
    }

    public void Create(ImportOrigin origin)
    {
        connection.Execute($"""
            CREATE TABLE {ImportMark.Table} (
                export      TEXT NOT NULL,
                file        TEXT NOT NULL,
                exported_at INTEGER NOT NULL,
                loaded      INTEGER NOT NULL,
                table_name  TEXT NOT NULL,
                row_count   INTEGER NOT NULL,
                sha256      TEXT NOT NULL
            ) STRICT
            """);
        connection.Prepare($"INSERT INTO {ImportMark.Table} ({ImportMark.Columns}) VALUES (?1, ?2, ?3, 0, '', 0, '')")
            .Bind(1, origin.Export).Bind(2, origin.File).Bind(3, origin.ExportedAt).Run();
    }

    public void Advance(ImportPosition position) =>
        connection.Prepare($"UPDATE {ImportMark.Table} SET table_name = ?1, row_count = ?2, sha256 = ?3")
            .Bind(1, position.Table).Bind(2, position.Rows).Bind(3, position.Sha256).Run();

    public void Loaded() => connection.Execute($"UPDATE {ImportMark.Table} SET loaded = 1");

    public void Remove() => connection.Execute($"DROP TABLE IF EXISTS {ImportMark.Table}");
}
