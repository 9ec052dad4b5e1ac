using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orders.Storage;

/// <summary>A SQLite file, and the lock that makes this process the only one that writes to it.</summary>
internal sealed partial class SqliteDatabase(
    IOptions<StorageOptions> options, TimeProvider time, ILogger<SqliteDatabase> logger, IMeterFactory? meters = null) : IDatabase
{
    private readonly Lock _closing = new();
    private readonly ILogger _logger = logger;
    private ProcessLock? _lock;
    private CommitWriter? _writer;
    private ReaderPool? _readers;

    public string Path { get; private set; } = "";

    /// <summary>As read back from the writer's connection.</summary>
    public SqliteSettings? Settings { get; private set; }

    public Exception? Failure => _writer is null ? new StorageUnavailableException("The database is not open.") : _writer.Failure;

    /// <exception cref="DataDirectoryInUseException">Another process works on the directory.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    public void Open()
    {
        var directory = System.IO.Path.GetFullPath(options.Value.DataDirectory);
        Directory.CreateDirectory(directory);
        Path = System.IO.Path.Combine(directory, "orders.db");
        try
        {
            _lock = ProcessLock.Acquire(directory);
            _writer = new CommitWriter(WriterOf(Path), new StorageMetrics(meters), time, _logger);
            _readers = new ReaderPool(() => OpenReader(Path), options.Value.Readers);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Task<TResult> Write<TResult>(Write<TResult> write) => (_writer ?? throw NotOpen()).Write(write);

    public Task<T> Read<T>(Func<Connection, T> read) => (_readers ?? throw NotOpen()).Read(read);

    public async Task Close()
    {
        if (_writer is not null) await _writer.Stop();
        Dispose();
        LogClosed(Path);
    }

    /// <summary>May be called twice, even at once: by the host as it stops and by its container.</summary>
    public void Dispose()
    {
        lock (_closing)
        {
            _readers?.Dispose();
            _readers = null;
            _writer?.Dispose();
            _writer = null;
            _lock?.Dispose();
            _lock = null;
        }
    }

    /// <summary>Opens a file beside whoever writes to it.</summary>
    internal static SqliteConnection OpenReader(string path)
    {
        var connection = SqliteConnection.Open(path, readOnly: true);
        SqliteSettings.ApplyToReader(connection);
        return connection;
    }

    private WriterSetup WriterOf(string path)
    {
        var connection = SqliteConnection.Open(path, readOnly: false);
        var bound = new LogBound(connection, path, options.Value.MaxLog, options.Value.LogPatience, _logger);
        return new WriterSetup(() => OpenWriter(connection, path))
        {
            MaxBatch = options.Value.MaxBatch,
            QueueCapacity = options.Value.QueueCapacity,
            AfterCommit = bound.Keep,
            AtEnd = () => connection.EmptyLog(TimeSpan.FromSeconds(1)),
        };
    }

    private WriteSession OpenWriter(SqliteConnection connection, string path)
    {
        try
        {
            Settings = SqliteSettings.ApplyToWriter(connection);
            LogOpened(path, Settings);
            var (before, after) = SqliteSchema.Apply(connection, SchemaFiles.Sqlite, time);
            LogSchema(before, after);
            return new WriteSession(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static StorageUnavailableException NotOpen() => new("The database is not open.");
}
