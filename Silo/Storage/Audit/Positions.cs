namespace Orders.Storage;

/// <summary>
/// The one counter of everything that is audited: events of orders and audit rows take their positions from it, 1, 2, 3, … in the
/// order of their commits, so that a number that is missing from both tables is a row that was removed. Kept by the one writer.
/// </summary>
internal sealed class Positions(Connection connection) : IWriteStatements<Positions>, IBatchAggregate
{
    private const string LastSql = """
        SELECT coalesce(max(last), 0) FROM (SELECT max(position) AS last FROM order_events UNION ALL SELECT max(position) FROM audit_events) AS logs
        """;

    private long? _last;

    /// <summary>The last one given out. Where that is not known, it is read in the transaction that asks.</summary>
    public long Last => _last ??= connection.ScalarInt64(LastSql);

    public static Positions Prepare(Connection connection) => new(connection);

    /// <summary>Gives out the next one. Whoever takes it writes a row there, in the same transaction.</summary>
    public long Next()
    {
        var next = Last + 1;
        _last = next;
        return next;
    }

    public void Flush()
    {
    }

    public void Forget() => _last = null;
}
