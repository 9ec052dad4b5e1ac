using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;

namespace Orders.Tests.Storage;

/// <summary>A database in a directory of its own, or in a given one, with the stores over it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempDirectory? _own;

    private TestDatabase(SqliteStorageOptions options, TempDirectory? own, ILogger<SqliteDatabase>? logger, TimeProvider time)
    {
        _own = own;
        Database = new SqliteDatabase(Options.Create(options), time, logger ?? NullLogger<SqliteDatabase>.Instance);
        Database.Open();
        Orders = new SqliteOrderStore(Database);
        Outbox = new SqliteOutboxStore(Database);
        Reader = new SqliteOrderReader(Database);
        Products = new SqliteCatalogueStore(Database);
        GrainStates = new SqliteGrainStorage(Database);
        Checkpoints = new SqliteAuditCheckpoints(Database);
        Audits = new SqliteAuditReader(Database);
    }

    public SqliteDatabase Database { get; }

    public SqliteOrderStore Orders { get; }

    public SqliteOutboxStore Outbox { get; }

    public SqliteOrderReader Reader { get; }

    public SqliteCatalogueStore Products { get; }

    public SqliteGrainStorage GrainStates { get; }

    public SqliteAuditCheckpoints Checkpoints { get; }

    public SqliteAuditReader Audits { get; }

    public static TestDatabase Open(
        string? directory = null, int maxBatch = 1024, int queueCapacity = 8192, ILogger<SqliteDatabase>? logger = null, TimeProvider? time = null)
    {
        var own = directory is null ? new TempDirectory() : null;
        var options = new SqliteStorageOptions
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
