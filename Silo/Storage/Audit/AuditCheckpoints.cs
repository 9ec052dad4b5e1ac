namespace Orders.Storage;

/// <summary>Checkpoints.</summary>
internal sealed class AuditCheckpoints(IDatabase database) : IAuditCheckpoints
{
    /// <summary>Rows that one checkpoint covers, at most: its heads stay below a megabyte.</summary>
    public const int MostRows = 2000;

    private const string LastSql = "SELECT number, last_position, hash, at FROM audit_checkpoints ORDER BY number DESC LIMIT 1";
    private const string FirstSql = """
        SELECT min(p) FROM (SELECT min(position) AS p FROM order_events WHERE position > ?1
            UNION ALL SELECT min(position) FROM audit_events WHERE position > ?1) AS logs
        """;

    private const string OrdersSql = "SELECT order_id, sequence, position, hash FROM order_events WHERE position > ?1 AND position <= ?2 ORDER BY position";
    private const string SubjectsSql = "SELECT subject, sequence, position, hash FROM audit_events WHERE position > ?1 AND position <= ?2 ORDER BY position";

    public async Task<DateTimeOffset?> LastAt() => StoredTime.Read((await database.Read(Last)).At);

    public async Task<AuditCheckpoint?> Add(DateTimeOffset at)
    {
        if (await database.Read(connection => Next(connection, StoredTime.Of(at))) is not { } next) return null;
        await database.Write(new WriteCheckpoint(next));
        return new AuditCheckpoint(next.Number, at, next.LastPosition, Convert.ToHexStringLower(next.Hash));
    }

    // In one snapshot: both tables up to the same commit.
    private static StoredCheckpoint? Next(Connection connection, long at) => connection.Snapshot(() =>
    {
        var last = Last(connection);
        return First(connection, last.LastPosition) is { } first ? Next(connection, at, last, first - 1 + MostRows) : null;
    });

    private static StoredCheckpoint Next(Connection connection, long at, (long Number, long LastPosition, byte[] Hash, long?) before, long to)
    {
        var (number, covered, hash, _) = before;
        var heads = new Dictionary<string, CheckpointHead>();
        Gather(connection, OrdersSql, covered, to, heads, row => new CheckpointHead(
            new OrderId(row.Int64(0)), null, row.Int64(1), row.Int64(2), row.Bytes(3).ToArray()));
        Gather(connection, SubjectsSql, covered, to, heads, row => new CheckpointHead(
            null, row.Text(0), row.Int64(1), row.Int64(2), row.Bytes(3).ToArray()));
        var blob = CheckpointHeads.Write(heads.Values.OrderBy(head => head.Position));
        var last = heads.Values.Max(head => head.Position);
        return new StoredCheckpoint(
            number + 1, at, covered + 1, last, blob, CheckpointChain.Next(hash, number + 1, at, covered + 1, last, blob));
    }

    private static void Gather(
        Connection connection, string sql, long after, long to, Dictionary<string, CheckpointHead> heads, Func<Statement, CheckpointHead> read)
    {
        var rows = connection.Prepare(sql).Bind(1, after).Bind(2, to);
        try
        {
            while (rows.Step())
            {
                var head = read(rows);
                heads[head.Name] = head; // the later row counts
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    private static long? First(Connection connection, long after)
    {
        var first = connection.Prepare(FirstSql).Bind(1, after);
        try
        {
            return first.Step() ? first.NullableInt64(0) : null;
        }
        finally
        {
            first.Reset();
        }
    }

    private static (long Number, long LastPosition, byte[] Hash, long? At) Last(Connection connection)
    {
        var last = connection.Prepare(LastSql);
        try
        {
            return last.Step() ? (last.Int64(0), last.Int64(1), last.Bytes(2).ToArray(), last.Int64(3)) : (0, 0, [], null);
        }
        finally
        {
            last.Reset();
        }
    }
}
