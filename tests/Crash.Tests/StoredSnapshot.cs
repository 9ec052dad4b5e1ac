using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Orders.Tests.Crash;

/// <summary>A database as of one moment.</summary>
internal sealed class StoredSnapshot : IDisposable
{
    // Every index is as its table is. (SQLite's quick_check looks at the file's pages.)
    private const string CheckIndexes = """
        SELECT public.bt_index_check(i.indexrelid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
        WHERE a.amname = 'btree' AND c.relnamespace = 'orders'::regnamespace
        """;

    private readonly DbConnection _connection;
    private readonly bool _isSqlite;

    public StoredSnapshot(DbConnection connection)
    {
        _connection = connection;
        _isSqlite = connection is SqliteConnection;
        connection.Open();
        Run(_isSqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    public bool HasShop => Count(_isSqlite
        ? "SELECT count(*) FROM sqlite_master WHERE name = 'orders'"
        : "SELECT count(*) FROM pg_tables WHERE schemaname = 'orders' AND tablename = 'orders'") > 0;

    /// <summary><c>ok</c>, or what the database says is wrong with its own structure.</summary>
    public string Integrity()
    {
        if (_isSqlite)
        {
            using var check = Command("PRAGMA quick_check");
            return (string)check.ExecuteScalar()!;
        }

        try
        {
            if (Count("SELECT count(*) FROM pg_extension WHERE extname = 'amcheck'") > 0) Run(CheckIndexes);
            return "ok";
        }
        catch (DbException e)
        {
            return e.Message;
        }
    }

    public void Each(string sql, Action<DbDataReader> row)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        while (reader.Read()) row(reader);
    }

    public long Count(string sql)
    {
        using var command = Command(sql);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _connection.Dispose();

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
