using SQLitePCL;

namespace Orders.Storage;

/// <summary>
/// A connection to SQLite, as thin as the hot path needs it: no pooling, no command objects, statements prepared once and kept.
/// Not thread-safe: one user at a time.
/// </summary>
internal sealed class Connection : IDisposable
{
    // Lists have many shapes; the writer has a few dozen statements and never comes near this.
    private const int MaxStatements = 256;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = [];
    private long _uses;

    // Loads the native library.
    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => _handle = handle;

    public static Connection Open(string path, bool readOnly)
    {
        var mode = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var result = raw.sqlite3_open_v2(path, out var handle, mode | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            var message = $"Cannot open {path}: {raw.sqlite3_errstr(result).utf8_to_string()}";
            handle?.Dispose();
            throw new DatabaseException(result, message);
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        return new Connection(handle);
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>The statement, prepared at its first use and kept; of very many, those used last are kept.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MaxStatements) ForgetOldest();
            Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle), sql);
            _statements[sql] = statement = new Statement(this, handle);
        }

        statement.LastUse = ++_uses;
        return statement;
    }

    private void ForgetOldest()
    {
        var (sql, statement) = _statements.MinBy(s => s.Value.LastUse);
        _statements.Remove(sql);
        statement.Dispose();
    }

    /// <summary>Runs statements that have neither parameters nor results.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql, out _), sql);

    /// <summary>The first column of the first row, as text; null where there is none.</summary>
    public string? Scalar(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.Step() && !statement.IsNull(0) ? statement.Text(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    public long ScalarInt64(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.Step() ? statement.Int64(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Brings the log back into the database file and empties it, waiting so long for those who read from it.</summary>
    /// <returns>False where they were in the way.</returns>
    public bool EmptyLog(TimeSpan patience)
    {
        var before = ScalarInt64("PRAGMA busy_timeout");
        Execute($"PRAGMA busy_timeout = {(long)patience.TotalMilliseconds}");
        try
        {
            return ScalarInt64("PRAGMA wal_checkpoint(TRUNCATE)") == 0; // the first column: busy
        }
        finally
        {
            Execute($"PRAGMA busy_timeout = {before}");
        }
    }

    internal void Check(int result, string? about = null)
    {
        if (result != raw.SQLITE_OK) throw Error(about);
    }

    internal DatabaseException Error(string? about = null)
    {
        var message = raw.sqlite3_errmsg(_handle).utf8_to_string();
        return new DatabaseException(raw.sqlite3_extended_errcode(_handle), about is null ? message : $"{message} ({about})");
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
    }
}
