namespace Orders.Storage;

/// <summary>
/// Who may write to a PostgreSQL database: advisory locks, which the server gives up with the connection that holds them. It is the
/// connection that writes: whoever loses the lock can write no more.
/// </summary>
internal static class PostgresLock
{
    // The first number says that it is ours: "Ords".
    private const string Writers = "1332896883, 1";
    private const string Turns = "1332896883, 2";
    private const string Schemas = "1332896883, 3";

    private const string Session = "pid || ' since ' || extract(epoch FROM backend_start)";

    // A process that was killed keeps its lock until the server notices.
    private const string Patience = "3s";

    /// <summary>
    /// In a cluster, one silo writes at a time, for one transaction: so positions of events are given out in the order of commits there
    /// too. Released by the commit.
    /// </summary>
    public const string Turn = $"SELECT pg_advisory_xact_lock({Turns})";

    /// <summary>Held while the schema is brought up to date.</summary>
    public const string Schema = $"SELECT pg_advisory_xact_lock({Schemas})";

    /// <param name="shared">With the other silos of the cluster; otherwise alone.</param>
    /// <exception cref="DatabaseInUseException">Somebody else has it.</exception>
    public static void Acquire(Connection connection, bool shared)
    {
        connection.Execute($"SET lock_timeout = '{Patience}'");
        try
        {
            connection.Execute($"SELECT pg_advisory_lock{(shared ? "_shared" : "")}({Writers})");
        }
        catch (DatabaseException e) when (e.Fault == DatabaseFault.Busy)
        {
            throw new DatabaseInUseException(Holder(connection) ?? "another process", e);
        }

        connection.Execute("SET lock_timeout = 0");
    }

    /// <summary>Says which session of the server's this connection is: no later one will be the same.</summary>
    public static string SessionOf(Connection connection) =>
        connection.Scalar($"SELECT {Session} FROM pg_stat_activity WHERE pid = pg_backend_pid()")!;

    /// <summary>
    /// Ends a session of our own whose connection was lost. Where nobody told the server, it would keep the lock, and perhaps a
    /// transaction, until some keep-alive fails.
    /// </summary>
    public static void EndSession(Connection connection, string session) =>
        connection.Prepare($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {Session} = ?1").Bind(1, session).First(row => row.Int64(0));

    // The server lists the locks of all its databases.
    private static string? Holder(Connection connection) => connection.Scalar($"""
        SELECT a.application_name || coalesce(', ' || host(a.client_addr), '') || ', connected since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND (l.classid, l.objid) = ({Writers})
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        LIMIT 1
        """);
}

/// <summary>One process per database: this is the second one.</summary>
public sealed class DatabaseInUseException(string owner, Exception inner)
    : Exception($"The database is in use by {owner}. Stop that one first, or give this one a database of its own.", inner);
