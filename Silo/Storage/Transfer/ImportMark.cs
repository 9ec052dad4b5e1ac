namespace Orders.Storage;

/// <summary>
/// Whether a database is half imported: there is a table <c>import_progress</c> exactly as long as an import is under way. Its one row
/// says which import it is, and how far it has come.
/// </summary>
internal static class ImportMark
{
    public const string Table = "import_progress";

    private const string InSqlite = $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '{Table}'";
    private const string InPostgres = $"SELECT count(*) FROM pg_tables WHERE schemaname = '{PostgresSettings.Schema}' AND tablename = '{Table}'";
    private const string Row = $"SELECT export, file, exported_at, loaded, table_name, row_count, sha256 FROM {Table}";

    public static string CreateSql { get; } = $"""
        CREATE TABLE {Table} (
            export      TEXT NOT NULL,
            file        TEXT NOT NULL,
            exported_at BIGINT NOT NULL,
            loaded      BIGINT NOT NULL,
            table_name  TEXT NOT NULL,
            row_count   BIGINT NOT NULL,
            sha256      TEXT NOT NULL
        )
        """;

    public const string InsertSql = $"INSERT INTO {Table} (export, file, exported_at, loaded, table_name, row_count, sha256) VALUES ($1, $2, $3, 0, '', 0, '')";

    public const string AdvanceSql = $"UPDATE {Table} SET table_name = $1, row_count = $2, sha256 = $3";

    /// <summary>The import that is under way, if one is, and how far it is.</summary>
    public static ImportRecord? Find(Connection connection)
    {
        if (connection.ScalarInt64(connection.Provider == DatabaseProvider.Sqlite ? InSqlite : InPostgres) == 0) return null;
        return connection.Prepare(Row).First(row => new ImportRecord(
            new ImportOrigin(row.Text(0), row.Text(1), row.Int64(2)), new ImportPosition(row.Text(4), row.Int64(5), row.Text(6)), row.Int64(3) == 1));
    }

    /// <exception cref="ImportUnfinishedException">The database is half imported.</exception>
    public static void Refuse(Connection connection)
    {
        if (Find(connection) is { } unfinished) throw Unfinished(unfinished.Origin);
    }

    public static ImportUnfinishedException Unfinished(ImportOrigin origin) => new(
        $"The database is half imported, from {origin}. Finish it with 'import {origin.File}', or throw it away with 'import --discard'.");
}

/// <summary>The database's row of an import that is under way.</summary>
internal sealed record ImportRecord(ImportOrigin Origin, ImportPosition Position, bool IsLoaded);

/// <summary>The database is half imported: no shop may start on it.</summary>
public sealed class ImportUnfinishedException(string message) : Exception(message);
