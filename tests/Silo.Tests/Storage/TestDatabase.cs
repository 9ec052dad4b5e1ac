using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;

namespace Orders.Tests.Storage;

/// <summary>A database in a directory of its own, or in a given one, with the stores over it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempDirectory? _own;

    private TestDatabase(StorageOptions options, TempDirectory? own, ILogger<SqliteDatabase>? logger, TimeProvider time)
    {
        _own = own;
        Database = new SqliteDatabase(Options.Create(options), time, logger ?? NullLogger<SqliteDatabase>.Instance);
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

    public SqliteDatabase Database { get; }

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

    public static TestDatabase Open(
        string? directory = null, int maxBatch = 1024, int queueCapacity = 8192, ILogger<SqliteDatabase>? logger = null, TimeProvider? time = null)
    {
        var own = directory is null ? new TempDirectory() : null;
        var options = new StorageOptions
        {
            DataDirectory = directory ?? own!.Path,
            MaxBatch = maxBatch,
            QueueCapacity = queueCapacity,
        };
        return new TestDatabase(options, own, logger, time ?? TimeProvider.System);
    }

    public Task<long> Number(string sql) => Database.Read(connection => connection.ScalarInt64(sql));

    public async ValueTask DisposeAsync()
    {
        await Database.Close();
        _own?.Dispose();
    }
}
