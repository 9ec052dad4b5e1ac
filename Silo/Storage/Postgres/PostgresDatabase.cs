using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Orders.Storage;

/// <summary>
/// A PostgreSQL database: one connection that writes, some that read, and a lock that makes this process the only one that writes, or,
/// in a cluster, keeps everybody off who believes to be alone. A server that restarts is reached again as soon as it answers.
/// </summary>
internal sealed partial class PostgresDatabase(
    IOptions<StorageOptions> options, TimeProvider time, ILogger<PostgresDatabase> logger, IMeterFactory? meters = null) : OpenDatabase
{
    /// <summary>Between two tries to reach a server that is away, and between two looks whether it still is there.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = logger;
    private NpgsqlDataSource? _source;
    private string? _session; // the server's, of the connection that writes

    /// <summary>As read back from the writer's connection.</summary>
    public PostgresSettings? Settings { get; private set; }

    /// <exception cref="DatabaseInUseException">Another process writes to this database.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote it.</exception>
    /// <exception cref="DatabaseException">It cannot be reached.</exception>
    public override void Open()
    {
        try
        {
            _source = PostgresSettings.Source(options.Value.PostgresConnection!);
            var setup = new WriterSetup(OpenWriter)
            {
                MaxBatch = options.Value.MaxBatch,
                QueueCapacity = options.Value.QueueCapacity,
                Reopen = Pause,
            };
            Writer = new CommitWriter(setup, new StorageMetrics(meters), time, _logger);
            Readers = new ReaderPool(() => OpenReader(_source), options.Value.Readers, away: () => Writer?.Failure);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection beside whoever writes.</summary>
    internal static PostgresConnection OpenReader(NpgsqlDataSource source)
    {
        var connection = PostgresConnection.Open(source);
        try
        {
            PostgresSettings.ApplyToReader(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private WriteSession OpenWriter()
    {
        var shared = options.Value.Shared;
        var connection = PostgresConnection.Open(_source!, turn: shared ? PostgresLock.Turn : null);
        try
        {
            Settings = PostgresSettings.ApplyToWriter(connection);
            if (_session is not null) PostgresLock.EndSession(connection, _session);
            _session = PostgresLock.SessionOf(connection);
            PostgresLock.Acquire(connection, shared);
            var (before, after) = PostgresSchema.Apply(connection, SchemaFiles.Postgres, time);
            PostgresSettings.LimitWaiting(connection);
            LogOpened(Settings, before, after);
            if (!Settings.IsDurable) LogNotDurable();
            return new WriteSession(connection, isAlone: !shared);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override void Release()
    {
        _source?.Dispose();
        _source = null;
    }

    protected override void Closed() => LogClosed();
}
