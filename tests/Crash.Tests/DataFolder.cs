using Orders.Testing;

namespace Orders.Tests.Crash;

/// <summary>
/// A data directory of its own, and a database, gone afterwards. In memory, where there is a large memory disk: what a killed process
/// has written stays there as well, and flushing costs nothing. (PostgreSQL's files are where its server is.)
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string MemoryDisk = "/dev/shm";
    private const long Large = 1L << 30;

    /// <param name="copyOf">Whose database to begin with; null: an empty one.</param>
    public DataFolder(bool inMemory = false, DataFolder? copyOf = null)
    {
        var parent = inMemory && HasMemoryDisk ? MemoryDisk : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(parent, $"orders-crash-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
        Database = NewDatabase(copyOf);
    }

    public string Path { get; }

    public StoredDatabase Database { get; private set; }

    private static bool HasMemoryDisk => Directory.Exists(MemoryDisk) && new DriveInfo(MemoryDisk).AvailableFreeSpace > Large;

    public void Empty()
    {
        Dispose();
        Directory.CreateDirectory(Path);
        Database = NewDatabase(null);
    }

    public void Dispose()
    {
        if (Database.Postgres is { } postgres) PostgresServer.Shared.Drop(postgres);
        Directory.Delete(Path, recursive: true);
    }

    private StoredDatabase NewDatabase(DataFolder? copyOf)
    {
        if (TestDatabaseChoice.IsPostgres) return new StoredDatabase(Path, PostgresServer.Shared.NewDatabase(copyOf?.Database.Postgres));
        if (copyOf is not null) File.Copy(System.IO.Path.Combine(copyOf.Path, "orders.db"), System.IO.Path.Combine(Path, "orders.db"));
        return new StoredDatabase(Path, null);
    }
}
