namespace Orders.Storage;

public sealed class StorageOptions
{
    /// <summary>Of PostgreSQL, in Npgsql's keywords; null: SQLite, in the data directory.</summary>
    public string? PostgresConnection { get; set; }

    /// <summary>Other silos of a cluster work on the same database (PostgreSQL only); otherwise a second process is refused.</summary>
    public bool Shared { get; set; }

    /// <summary>SQLite: where <c>orders.db</c> and its lock are; made if missing.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Connections that read at the same time.</summary>
    public int Readers { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Writes in one transaction, at most. 1 commits each on its own: only to compare with.</summary>
    public int MaxBatch { get; set; } = 1024;

    /// <summary>Writes that may wait for the writer before the next caller has to wait for room.</summary>
    public int QueueCapacity { get; set; } = 8192;

    /// <summary>SQLite: the size of the write-ahead log, in bytes, from which on it is emptied even if reads have to be waited for.</summary>
    public long MaxLog { get; set; } = 256L << 20;

    /// <summary>How long writes wait then, at most, for each quarter of that size written.</summary>
    public TimeSpan LogPatience { get; set; } = TimeSpan.FromMilliseconds(250);
}
