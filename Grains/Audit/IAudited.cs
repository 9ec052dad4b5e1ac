using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// The state of a grain whose changes are audited. Whoever writes the state writes these rows in the same transaction, and empties
/// the list once that is durable: neither the change nor its rows can be without the other. If the write fails, the grain
/// deactivates as after any failed write, and what it had noted goes with it. To be marked <c>[JsonIgnore]</c>: the rows are not
/// part of the state.
/// </summary>
public interface IAudited
{
    /// <summary>What the next write is to be audited as.</summary>
    ImmutableArray<AuditEntry> Pending { get; set; }
}
