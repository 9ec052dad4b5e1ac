namespace Orders.Tests.Crash;

/// <summary>
/// A data directory of its own, gone afterwards. In memory, where there is a large memory disk: what a killed process has written
/// stays there as well, and flushing costs nothing.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string MemoryDisk = "/dev/shm";
    private const long Large = 1L << 30;

    public DataFolder(bool inMemory = false)
    {
        var parent = inMemory && HasMemoryDisk ? MemoryDisk : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(parent, $"orders-crash-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    private static bool HasMemoryDisk => Directory.Exists(MemoryDisk) && new DriveInfo(MemoryDisk).AvailableFreeSpace > Large;

    public string Database => System.IO.Path.Combine(Path, "orders.db");

    public void Empty()
    {
        Dispose();
        Directory.CreateDirectory(Path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
