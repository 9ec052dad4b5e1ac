namespace Orders.Storage;

/// <summary>What was looked at.</summary>
/// <param name="LastCheckpoint">Null: there is none yet; only chains and positions could be checked, not the end of the log.</param>
internal sealed record AuditVerificationResult(
    long Rows, long Orders, long Subjects, long Checkpoints, StoredCheckpoint? LastCheckpoint, long LastPosition, long Findings);

/// <summary>
/// Checks the whole audit log: rows, chains, last rows, checkpoints. Reads rows as a stream and remembers a bit of each, so that
/// millions are no matter. What it cannot see: a log rewritten as a whole, checkpoints and all, or an end cut off together with
/// the checkpoints that reach into it; for that the hash of a checkpoint must have been kept elsewhere.
/// </summary>
internal static class AuditVerification
{
    /// <param name="progress">Called with a number of rows done.</param>
    /// <param name="report">Called for each of the first findings.</param>
    public static AuditVerificationResult Run(Connection connection, Action<int> progress, Action<AuditFinding> report, CancellationToken stop) =>
        connection.Snapshot(() =>
        {
            var findings = new AuditFindings(report);
            var followed = new PositionSet(CountRows(connection));
            var rows = new RowsCheck(connection, findings, followed);
            var heads = new HeadsCheck(connection, findings, followed);
            var checkpoints = new CheckpointsCheck(connection, findings);
            rows.Run(progress, stop);
            heads.Run(rows.NameAt, stop);
            checkpoints.Run(rows.LastPosition, stop);
            return new AuditVerificationResult(
                rows.Rows, heads.Orders, heads.Subjects, checkpoints.Count, checkpoints.Last, rows.LastPosition, findings.Count);
        });

    public static long CountRows(Connection connection) => connection.ScalarInt64(
        "SELECT (SELECT count(*) FROM order_events) + (SELECT count(*) FROM audit_events)");
}
