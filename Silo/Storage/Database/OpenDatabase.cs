namespace Orders.Storage;

/// <summary>What both databases have in common once they are open: their writer, their readers, and how they end.</summary>
internal abstract class OpenDatabase : IDatabase
{
    private readonly Lock _closing = new();

    public Exception? Failure => Writer is null ? new StorageUnavailableException("The database is not open.") : Writer.Failure ?? Writer.Stall;

    /// <summary>Null: not open.</summary>
    protected CommitWriter? Writer { get; set; }

    /// <summary>Null: not open.</summary>
    protected ReaderPool? Readers { get; set; }

    public abstract void Open();

    public Task<TResult> Write<TResult>(Write<TResult> write) => (Writer ?? throw NotOpen()).Write(write);

    public Task<T> Read<T>(Func<Connection, T> read) => (Readers ?? throw NotOpen()).Read(read);

    public async Task Close()
    {
        if (Writer is not null) await Writer.Stop();
        Dispose();
        Closed();
    }

    /// <summary>May be called twice, even at once: by the host as it stops and by its container.</summary>
    public void Dispose()
    {
        lock (_closing)
        {
            Readers?.Dispose();
            Readers = null;
            Writer?.Dispose();
            Writer = null;
            Release();
        }
    }

    /// <summary>Gives up what the writer and the readers stood on. May be called twice.</summary>
    protected abstract void Release();

    /// <summary>It was closed in good order.</summary>
    protected abstract void Closed();

    private static StorageUnavailableException NotOpen() => new("The database is not open.");
}
