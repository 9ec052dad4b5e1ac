namespace Orders.Storage;

/// <summary>
/// The database of this process: one writer, some readers. Opened once at start, before anything uses it, and closed after everything
/// else has ended.
/// </summary>
internal interface IDatabase : IDisposable
{
    /// <summary>Why nothing can be written just now, or null: the database works. For whoever watches over it.</summary>
    Exception? Failure { get; }

    void Open();

    /// <summary>Completes when it is durable.</summary>
    Task<TResult> Write<TResult>(Write<TResult> write);

    /// <summary>Reads beside the writer; sees every write that has completed.</summary>
    Task<T> Read<T>(Func<Connection, T> read);

    /// <summary>Writes what is waiting and closes. Whoever comes later is refused.</summary>
    Task Close();
}
