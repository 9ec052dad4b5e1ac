namespace Orders;

/// <summary>
/// Pins the audit log down, hourly; the key is 0. A checkpoint holds the last row of every order and subject that changed since
/// the one before, and the hash of that one: a row that is edited, moved or removed afterwards no longer fits.
/// </summary>
[Alias("orders.IAuditCheckpointGrain")]
public interface IAuditCheckpointGrain : IGrainWithIntegerKey
{
    /// <summary>Has it begin, if it has not. Called when a silo starts.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Pins down, now, what is not yet.</summary>
    /// <returns>How many checkpoints that took; 0: nothing has changed.</returns>
    [Alias("Take")]
    Task<int> Take();
}
