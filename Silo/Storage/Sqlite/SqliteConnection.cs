using SQLitePCL;

namespace Orders.Storage;

/// <summary>
/// SQLite, without what lies between: no pooling, no command objects.
/// </summary>
internal sealed class SqliteConnection : Connection
{
    // Lists have many shapes; the writer has a few dozen statements and never comes near this.
    private const int MaxStatements = 256;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private long _uses;

    // Loads the native library.
    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle) => _handle = handle;

    public static SqliteConnection Open(string path, bool readOnly)
    {
        var mode = readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE;
        var result = raw.sqlite3_open_v2(path, out var handle, mode | raw.SQLITE_OPEN_NOMUTEX, null);
        if (result != raw.SQLITE_OK)
        {
            var message = $"Cannot open {path}: {raw.sqlite3_errstr(result).utf8_to_string()}";
            handle?.Dispose();
            throw new DatabaseException(FaultOf(result), message);
        }

        raw.sqlite3_extended_result_codes(handle, 1);
        return new SqliteConnection(handle);
    }

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Of very many, those used last are kept.</summary>
    public override Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MaxStatements) ForgetOldest();
            Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle), sql);
            _statements[sql] = statement = new SqliteStatement(this, handle);
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

    public override void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql, out _), sql);

    public override void Begin() => Prepare("BEGIN IMMEDIATE").Run();

    public override void Commit() => Prepare("COMMIT").Run();

    public override void Rollback()
    {
        // Some errors have already taken the transaction back.
        if (InTransaction) Execute("ROLLBACK");
    }

    public override T Snapshot<T>(Func<T> read)
    {
        Execute("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            Execute("COMMIT");
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
        return new DatabaseException(FaultOf(raw.sqlite3_extended_errcode(_handle)), about is null ? message : $"{message} ({about})");
    }

    /// <param name="code">Of a result; extended or not.</param>
    private static DatabaseFault FaultOf(int code) => (code & 0xff) switch
    {
        raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE => DatabaseFault.Statement,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => DatabaseFault.Busy,
        _ => DatabaseFault.Database,
    };

    public override void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        _handle.Dispose();
    }
}
