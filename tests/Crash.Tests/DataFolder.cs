namespace Orders.Tests.Crash;

/// <summary>A data directory of its own, gone afterwards.</summary>
internal sealed class DataFolder : IDisposable
{
    public DataFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"orders-crash-{Guid.NewGuid():N}");

    public string Database => System.IO.Path.Combine(Path, "orders.db");

    public void Empty()
    {
        Dispose();
        Directory.CreateDirectory(Path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
