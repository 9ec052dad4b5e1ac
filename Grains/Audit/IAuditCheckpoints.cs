namespace Orders;

/// <summary>Checkpoints of the audit log. A port.</summary>
public interface IAuditCheckpoints
{
    /// <summary>When the last one was taken; null: none was.</summary>
    Task<DateTimeOffset?> LastAt();

    /// <summary>
    /// Takes the next one, over the rows that follow the last, up to a limit of rows: to be called again until there is none.
    /// Completes when it is durable.
    /// </summary>
    /// <returns>Null: there are no rows after the last.</returns>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else has taken one meanwhile.</exception>
    Task<AuditCheckpoint?> Add(DateTimeOffset at);
}

/// <param name="Number">1, 2, 3, …</param>
/// <param name="LastPosition">Up to which row of the log it reaches.</param>
/// <param name="Hash">Of the checkpoint, with the one before in it; hexadecimal. Whoever keeps it elsewhere can tell later that
/// nothing up to there was changed, the end of the log included.</param>
public sealed record AuditCheckpoint(long Number, DateTimeOffset At, long LastPosition, string Hash);
