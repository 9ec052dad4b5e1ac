using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;
using Orders.Testing;

namespace Orders.Tests.Storage;

/// <summary>A database in a directory of its own, or in a given one, with the stores over it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempDirectory? _own;

    private TestDatabase(IDatabase database, TempDirectory? own)
    {
        _own = own;
        Database = database;
        Database.Open();
        Orders = new OrderStore(Database);
        Outbox = new OutboxStore(Database);
        Reader = new OrderReader(Database);
        Stock = new StockStore(Database);
        Products = new CatalogueStore(Database);
        GrainStates = new GrainStateStorage(Database);
        Checkpoints = new AuditCheckpoints(Database);
        Audits = new AuditReader(Database);
        Notifications = new NotificationStore(Database);
        Mail = new MailStore(Database);
    }

    public IDatabase Database { get; }

    public OrderStore Orders { get; }

    public OutboxStore Outbox { get; }

    public OrderReader Reader { get; }

    public StockStore Stock { get; }

    public CatalogueStore Products { get; }

    public GrainStateStorage GrainStates { get; }

    public AuditCheckpoints Checkpoints { get; }
    public NotificationStore Notifications { get; }

    public MailStore Mail { get; }

    public AuditReader Audits { get; }

    /// <param name="directory">SQLite's files are there; for PostgreSQL it names a database of its own, made at the first opening.</param>
    public static TestDatabase Open(
        string? directory = null, int maxBatch = 1024, int queueCapacity = 8192, ILogger<SqliteDatabase>? logger = null, TimeProvider? time = null)
    {
        var own = directory is null ? new TempDirectory() : null;
        var options = Options.Create(new StorageOptions
        {
            DataDirectory = directory ?? own!.Path,
            PostgresConnection = PostgresOf(directory ?? own!.Path),
            MaxBatch = maxBatch,
            QueueCapacity = queueCapacity,
        });
        time ??= TimeProvider.System;
        return new TestDatabase(
            TestDatabaseChoice.IsPostgres
                ? new PostgresDatabase(options, time, NullLogger<PostgresDatabase>.Instance)
                : new SqliteDatabase(options, time, logger ?? NullLogger<SqliteDatabase>.Instance),
            own);
    }

    /// <summary>A connection past everything that keeps the database in order.</summary>
    public static Connection Bare(string directory) => PostgresOf(directory) is { } connectionString
        ? PostgresConnection.Open(PostgresSettings.Source(connectionString))
        : SqliteConnection.Open(Path.Combine(directory, "orders.db"), readOnly: false);

    /// <summary>How to connect to the directory's database; null: it is a SQLite file in there. Other processes find it, too.</summary>
    public static string? PostgresOf(string directory)
    {
        if (!TestDatabaseChoice.IsPostgres) return null;
        var name = Path.Combine(directory, "postgres");
        if (!File.Exists(name)) File.WriteAllText(name, PostgresServer.Shared.NewDatabase());
        return File.ReadAllText(name);
    }

    public Task<long> Number(string sql) => Database.Read(connection => connection.ScalarInt64(sql));

    public async ValueTask DisposeAsync()
    {
        await Database.Close();
        _own?.Dispose();
    }
}
