using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orders.Storage;

/// <summary>
/// The database of this process: its lock, the one writer, the readers. Opened once at start, before anything uses it, and closed
/// after everything else has ended.
/// </summary>
internal sealed partial class SqliteDatabase(
    IOptions<SqliteStorageOptions> options, TimeProvider time, ILogger<SqliteDatabase> logger, IMeterFactory? meters = null) : IDisposable
{
    private readonly Lock _closing = new();
    private readonly ILogger _logger = logger;
    private ProcessLock? _lock;
    private Connection? _connection;
    private CommitWriter? _writer;
    private ReaderPool? _readers;

    public string Path { get; private set; } = "";

    /// <summary>As read back from the writer's connection.</summary>
    public ConnectionSettings? Settings { get; private set; }

    /// <summary>Why nothing can be written, or null: the database works.</summary>
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
            _connection = Connection.Open(Path, readOnly: false);
            Settings = ConnectionSettings.ApplyToWriter(_connection);
            LogOpened(Path, Settings);
            var (before, after) = SqliteSchema.Apply(_connection, SchemaFiles.Sqlite, time);
            LogSchema(before, after);
            var bound = new LogBound(_connection, Path, options.Value.MaxLog, options.Value.LogPatience, _logger);
            _writer = new CommitWriter(
                new WriteSession(_connection), options.Value.MaxBatch, options.Value.QueueCapacity, new StorageMetrics(meters), time, _logger, bound);
            _readers = new ReaderPool(Path, options.Value.Readers);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Completes when it is durable.</summary>
    public Task<TResult> Write<TResult>(Write<TResult> write) => (_writer ?? throw NotOpen()).Write(write);

    /// <summary>Reads beside the writer; sees every write that has completed.</summary>
    public Task<T> Read<T>(Func<Connection, T> read) => (_readers ?? throw NotOpen()).Read(read);

    /// <summary>Writes what is waiting and closes. Whoever comes later is refused.</summary>
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
            _connection?.Dispose();
            _connection = null;
            _lock?.Dispose();
            _lock = null;
        }
    }

    private static StorageUnavailableException NotOpen() => new("The database is not open.");
}
