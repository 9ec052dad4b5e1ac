namespace Orders.Storage;

/// <summary>What the writer is to know of its database.</summary>
/// <param name="Open">Opens the connection that writes.</param>
internal sealed record WriterSetup(Func<WriteSession> Open)
{
    /// <summary>Writes in one transaction, at most.</summary>
    public int MaxBatch { get; init; } = 1024;

    /// <summary>Writes that may wait before the next caller has to wait for room.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>Done after each commit, between two transactions.</summary>
    public Action? AfterCommit { get; init; }

    /// <summary>Done when everything is written and nothing more will come.</summary>
    public Action? AtEnd { get; init; }

    /// <summary>
    /// How long to wait between two tries to open the connection anew after it was lost, and between two looks at whether it is still
    /// there while there is nothing to write. Null: a database that fails once is not trusted any more; the program must be restarted.
    /// </summary>
    public TimeSpan? Reopen { get; init; }
}
