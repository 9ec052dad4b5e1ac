using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orders.Storage;

/// <summary>A SQLite file, and the lock that makes this process the only one that writes to it.</summary>
internal sealed partial class SqliteDatabase(
    IOptions<StorageOptions> options, TimeProvider time, ILogger<SqliteDatabase> logger, IMeterFactory? meters = null) : OpenDatabase
{
    private readonly ILogger _logger = logger;
    private ProcessLock? _lock;

    public string Path { get; private set; } = "";

    /// <summary>As read back from the writer's connection.</summary>
    public SqliteSettings? Settings { get; private set; }

    /// <exception cref="DataDirectoryInUseException">Another process works on the directory.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    public override void Open()
    {
        var directory = System.IO.Path.GetFullPath(options.Value.DataDirectory);
        Directory.CreateDirectory(directory);
        Path = System.IO.Path.Combine(directory, "orders.db");
        try
        {
            _lock = ProcessLock.Acquire(directory);
            Writer = new CommitWriter(WriterOf(Path), new StorageMetrics(meters), time, _logger);
            Readers = new ReaderPool(() => OpenReader(Path), options.Value.Readers, away: () => null);
        }
        catch
        {
            Dispose();
            throw;
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

    protected override void Release()
    {
        _lock?.Dispose();
        _lock = null;
    }

    protected override void Closed() => LogClosed(Path);
}
