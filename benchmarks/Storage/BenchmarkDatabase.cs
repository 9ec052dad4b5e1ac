using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>
/// A database with many closed orders in it, in a temporary directory that goes away afterwards. ORDERS_BENCH_DATA names a
/// directory to be kept and used again instead.
/// </summary>
internal sealed class BenchmarkDatabase : IDisposable
{
    private readonly bool _keep;

    private BenchmarkDatabase(string directory, bool keep)
    {
        Directory = directory;
        _keep = keep;
    }

    public string Directory { get; }

    public string Path => System.IO.Path.Combine(Directory, "orders.db");

    public static BenchmarkDatabase Create(int closedOrders)
    {
        var kept = Environment.GetEnvironmentVariable("ORDERS_BENCH_DATA");
        var directory = kept ?? System.IO.Directory.CreateTempSubdirectory("orders-bench-").FullName;
        var database = new BenchmarkDatabase(directory, kept is not null);
        using (var opened = database.Open()) ManyOrders.Fill(opened.Path, closedOrders);
        return database;
    }

    /// <summary>Opens it as the program does.</summary>
    public SqliteDatabase Open(int maxBatch = 1024)
    {
        var options = new StorageOptions { DataDirectory = Directory, MaxBatch = maxBatch };
        var database = new SqliteDatabase(Options.Create(options), TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
        database.Open();
        return database;
    }

    public void PrintConditions()
    {
        using var connection = SqliteConnection.Open(Path, readOnly: false);
        var settings = SqliteSettings.ApplyToWriter(connection);
        var orders = connection.ScalarInt64("SELECT count(*) FROM orders");
        var events = connection.ScalarInt64("SELECT max(position) FROM order_events");
        Console.WriteLine($"SQLite {settings.SqliteVersion}, journal_mode={settings.JournalMode}, synchronous={settings.Synchronous} (2 = full, read back), "
            + $"cache {settings.CacheKiB / 1024} MiB, checkpoint every {settings.CheckpointPages} pages · {orders:N0} orders, {events:N0} events, "
            + $"{new FileInfo(Path).Length >> 20:N0} MiB in {Path}");
        Console.WriteLine();
    }

    public void Dispose()
    {
        if (!_keep) System.IO.Directory.Delete(Directory, recursive: true);
    }
}
