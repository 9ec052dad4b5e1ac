namespace Orders.Storage;

public sealed class SqliteStorageOptions
{
    /// <summary>Where <c>orders.db</c> and its lock are; made if missing.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Connections that read at the same time.</summary>
    public int Readers { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Writes in one transaction, at most. 1 commits each on its own: only to compare with.</summary>
    public int MaxBatch { get; set; } = 1024;

    /// <summary>Writes that may wait for the writer before the next caller has to wait for room.</summary>
    public int QueueCapacity { get; set; } = 8192;
}
