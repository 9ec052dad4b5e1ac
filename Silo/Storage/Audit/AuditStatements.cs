namespace Orders.Storage;

/// <summary>Audit rows. Who writes something that is audited calls <see cref="AuditTrail.Audit"/> in the same write.</summary>
internal sealed class AuditStatements : IWriteStatements<AuditStatements>
{
    private readonly Statement _head;
    private readonly Statement _setHead;
    private readonly Statement _insert;

    private AuditStatements(Connection connection)
    {
        _head = connection.Prepare("SELECT position, sequence, hash FROM audit_heads WHERE subject = ?1");
        _setHead = connection.Prepare("""
            INSERT INTO audit_heads (subject, position, sequence, hash) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (subject) DO UPDATE SET position = excluded.position, sequence = excluded.sequence, hash = excluded.hash
            """);
        _insert = connection.Prepare("""
            INSERT INTO audit_events (position, previous, subject, sequence, seller_id, order_id, at, actor, type, payload, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """);
    }

    public static AuditStatements Prepare(Connection connection) => new(connection);

    /// <param name="position">From <see cref="Positions"/>.</param>
    public void Append(long position, in EncodedAudit row)
    {
        var (previous, sequence, hash) = Head(row.Subject);
        var next = AuditChain.Next(hash, sequence + 1, row);
        _insert
            .Bind(1, position).Bind(2, previous).Bind(3, row.Subject).Bind(4, sequence + 1).Bind(5, row.SellerId).Bind(6, row.OrderId)
            .Bind(7, row.At).BindUtf8(8, row.Actor).Bind(9, row.Type).BindUtf8(10, row.Payload).BindBlob(11, next)
            .Send();
        _setHead.Bind(1, row.Subject).Bind(2, position).Bind(3, sequence + 1).BindBlob(4, next).Send();
    }

    private (long Position, long Sequence, byte[] Hash) Head(string subject)
    {
        _head.Bind(1, subject);
        try
        {
            return _head.Step() ? (_head.Int64(0), _head.Int64(1), _head.Bytes(2).ToArray()) : (0, 0, []);
        }
        finally
        {
            _head.Reset();
        }
    }
}

/// <summary>The audit log, for those who write something else.</summary>
internal static class AuditTrail
{
    /// <summary>
    /// Adds a row to the transaction that is under way: to be called within the <see cref="Write{TResult}.Run"/> of the change
    /// that is audited, after everything that could refuse it. Encode in the caller (<see cref="EncodedAudit.Of"/>).
    /// </summary>
    public static void Audit(this WriteSession session, in EncodedAudit row) =>
        session.Use<AuditStatements>().Append(session.Use<Positions>().Next(), row);
}
