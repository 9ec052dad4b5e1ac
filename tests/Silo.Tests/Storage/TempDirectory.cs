namespace Orders.Tests.Storage;

internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("orders-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
