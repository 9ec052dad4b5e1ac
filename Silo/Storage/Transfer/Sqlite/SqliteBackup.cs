using Microsoft.Data.Sqlite;
using SQLitePCL;
using Client = Microsoft.Data.Sqlite.SqliteConnection;

namespace Orders.Storage;

/// <summary>
/// Copies the files of a running shop, each as of one moment: the shop's first, then the accounts', which orders may name. Nobody waits
/// for it; but as long as it reads, SQLite's log of the running shop cannot begin anew.
/// </summary>
internal sealed class SqliteBackup : IDisposable
{
    private const int PagesAtATime = 1000;

    private readonly List<(string Name, Client Connection)> _files = [];

    /// <exception cref="NoShopException">There is no database.</exception>
    public SqliteBackup(string directory)
    {
        try
        {
            foreach (var name in (string[])[SqliteTransferFiles.Shop, SqliteTransferFiles.Accounts])
            {
                var path = Path.Combine(directory, name);
                NoShopException.CheckFile(path);
                var connection = Open(path, SqliteOpenMode.ReadOnly);
                _files.Add((name, connection));
                Execute(connection, "BEGIN");
                Scalar(connection, "SELECT count(*) FROM sqlite_master"); // from here on it sees this moment
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long Pages => _files.Sum(f => (long)Scalar(f.Connection, "PRAGMA page_count")!);

    /// <param name="progress">Called with a number of pages done.</param>
    public void CopyTo(string directory, Action<int> progress, CancellationToken stop)
    {
        foreach (var (name, connection) in _files)
        {
            using var copy = Open(Path.Combine(directory, name), SqliteOpenMode.ReadWriteCreate);
            Copy(connection, copy, progress, stop);
        }
    }

    /// <summary>What SQLite finds wrong with a file, in its own words; empty: nothing.</summary>
    public static IReadOnlyList<string> Check(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite); // a reader would leave files of its own beside it
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(20)";
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read()) found.Add(reader.GetString(0));
        return found is ["ok"] ? [] : found;
    }

    public void Dispose()
    {
        foreach (var (_, connection) in _files) connection.Dispose();
    }

    private static void Copy(Client from, Client to, Action<int> progress, CancellationToken stop)
    {
        using var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid) throw new DatabaseException(DatabaseFault.Database, raw.sqlite3_errmsg(to.Handle).utf8_to_string());
        var done = 0;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var result = raw.sqlite3_backup_step(backup, PagesAtATime);
            if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE)) throw new DatabaseException(DatabaseFault.Database, $"The copy failed: {raw.sqlite3_errstr(result).utf8_to_string()}");
            var now = raw.sqlite3_backup_pagecount(backup) - raw.sqlite3_backup_remaining(backup);
            progress(now - done);
            done = now;
            if (result == raw.SQLITE_DONE) return;
        }
    }

    private static Client Open(string path, SqliteOpenMode mode)
    {
        var connection = new Client(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(Client connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(Client connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
