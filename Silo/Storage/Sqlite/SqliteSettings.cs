namespace Orders.Storage;

/// <summary>How a connection is set up; what SQLite made of it is read back, since it may silently keep to its own mind.</summary>
internal sealed record SqliteSettings(
    string SqliteVersion, string JournalMode, int Synchronous, long CacheKiB, long CheckpointPages, long BusyTimeoutMs, bool ForeignKeys)
{
    private const int SynchronousFull = 2;

    // Half a gigabyte of orders' hot pages would do for millions of orders; the writer rereads nothing from disk with less.
    private const int WriterCacheKiB = 256 * 1024;

    // Each reader's own. No memory map: an I/O error there kills the process instead of failing the read.
    private const int ReaderCacheKiB = 64 * 1024;

    // A checkpoint stalls the writer, so it comes seldom: 20,000 pages are 80 MB of log.
    private const int CheckpointEveryPages = 20_000;

    // For somebody else's lock: a back-up, an operator's sqlite3 shell.
    private const int BusyMs = 5_000;

    /// <summary>For the one connection that writes.</summary>
    /// <exception cref="DatabaseException">A commit would not be durable with what SQLite accepted.</exception>
    public static SqliteSettings ApplyToWriter(SqliteConnection connection)
    {
        connection.Execute($"""
            PRAGMA busy_timeout = {BusyMs};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -{WriterCacheKiB};
            PRAGMA wal_autocheckpoint = {CheckpointEveryPages};
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            """);
        var settings = ReadBack(connection);
        return settings is { JournalMode: "wal", Synchronous: SynchronousFull }
            ? settings
            : throw new DatabaseException(
                DatabaseFault.Database, $"SQLite is at journal_mode={settings.JournalMode}, synchronous={settings.Synchronous}; commits need wal and 2 (full).");
    }

    /// <summary>For connections that only read.</summary>
    public static void ApplyToReader(SqliteConnection connection) => connection.Execute($"""
        PRAGMA busy_timeout = {BusyMs};
        PRAGMA query_only = ON;
        PRAGMA cache_size = -{ReaderCacheKiB};
        PRAGMA temp_store = MEMORY;
        """);

    public static SqliteSettings ReadBack(SqliteConnection connection) => new(
        connection.Scalar("SELECT sqlite_version()")!,
        connection.Scalar("PRAGMA journal_mode")!,
        (int)connection.ScalarInt64("PRAGMA synchronous"),
        -connection.ScalarInt64("PRAGMA cache_size"),
        connection.ScalarInt64("PRAGMA wal_autocheckpoint"),
        connection.ScalarInt64("PRAGMA busy_timeout"),
        connection.ScalarInt64("PRAGMA foreign_keys") == 1);
}
