namespace Orders.Storage;

/// <summary>
/// Every order and subject names its last row, and every row is named: by the one after it, or as the last. So a row that was
/// appended beside the chain is found, and an order whose row in the list is gone or points elsewhere.
/// </summary>
internal sealed class HeadsCheck(Connection connection, AuditFindings findings, PositionSet followed)
{
    public long Orders { get; private set; }

    public long Subjects { get; private set; }

    public void Run(Func<long, string?> nameAt, CancellationToken stop)
    {
        Orders = Check("""
            SELECT o.id, o.version, o.last_event, e.position IS NOT NULL
            FROM orders o LEFT JOIN order_events e ON e.position = o.last_event AND e.order_id = o.id AND e.sequence = o.version
            """, row => AuditSubjects.OfOrder(new OrderId(row.Int64(0))), stop);
        Subjects = Check("""
            SELECT h.subject, h.sequence, h.position, e.position IS NOT NULL
            FROM audit_heads h LEFT JOIN audit_events e
            ON e.position = h.position AND e.subject = h.subject AND e.sequence = h.sequence AND e.hash = h.hash
            """, row => row.Text(0), stop);
        CheckRows(nameAt, stop);
    }

    private void CheckRows(Func<long, string?> nameAt, CancellationToken stop)
    {
        var rows = connection.PrepareWalk("SELECT position FROM order_events UNION ALL SELECT position FROM audit_events ORDER BY position");
        try
        {
            while (rows.Step())
            {
                stop.ThrowIfCancellationRequested();
                if (!followed.Contains(rows.Int64(0)) && nameAt(rows.Int64(0)) is { } name)
                    findings.Add(name, "nothing follows it, and it is not known as the last row");
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    private long Check(string sql, Func<Statement, string> subject, CancellationToken stop)
    {
        var rows = connection.PrepareWalk(sql);
        var count = 0L;
        try
        {
            for (; rows.Step(); count++)
            {
                stop.ThrowIfCancellationRequested();
                if (rows.Int64(3) == 0)
                    findings.Add(ChainedRows.NameOf(subject(rows), rows.Int64(1), rows.Int64(2)), "the last row is missing, or is another one");
                else if (!followed.Add(rows.Int64(2)))
                    findings.Add(ChainedRows.NameOf(subject(rows), rows.Int64(1), rows.Int64(2)), "should be the last row, but another follows it");
            }
        }
        finally
        {
            rows.Reset();
        }

        return count;
    }
}
