using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>In a temporary directory. ORDERS_BENCH_DATA names a directory to be kept and used again instead.</summary>
internal sealed class SqliteBenchmarkDatabase : BenchmarkDatabase
{
    private readonly string? _kept = Environment.GetEnvironmentVariable("ORDERS_BENCH_DATA");
    private readonly string _directory;

    public SqliteBenchmarkDatabase() => _directory = _kept ?? Directory.CreateTempSubdirectory("orders-bench-").FullName;

    public override KeyValuePair<string, string?>[] Settings => [new("Orders:DataDirectory", _directory)];

    private string FilePath => Path.Combine(_directory, "orders.db");

    public override IDatabase Open(int maxBatch = 1024)
    {
        var options = new StorageOptions { DataDirectory = _directory, MaxBatch = maxBatch };
        var database = new SqliteDatabase(Options.Create(options), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        database.Open();
        return database;
    }

    public override Connection OpenBare()
    {
        var connection = SqliteConnection.Open(FilePath, readOnly: false);
        SqliteSettings.ApplyToWriter(connection);
        return connection;
    }

    public override void Settle(Connection connection) => ((SqliteConnection)connection).EmptyLog(TimeSpan.FromSeconds(10));

    public override void Dispose()
    {
        if (_kept is null) Directory.Delete(_directory, recursive: true);
    }

    protected override string Describe(Connection connection)
    {
        var settings = SqliteSettings.ReadBack((SqliteConnection)connection);
        return $"SQLite {settings.SqliteVersion}, journal_mode={settings.JournalMode}, synchronous={settings.Synchronous} (2 = full, read back), "
            + $"cache {settings.CacheKiB / 1024} MiB, checkpoint every {settings.CheckpointPages} pages, {new FileInfo(FilePath).Length >> 20:N0} MiB in {FilePath}";
    }
}
