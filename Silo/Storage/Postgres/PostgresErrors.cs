using Npgsql;

namespace Orders.Storage;

/// <summary>What PostgreSQL's errors say of the database.</summary>
internal static class PostgresErrors
{
    public static DatabaseException Translate(Exception error) => new(FaultOf(error), error.Message, error);

    /// <summary>By the class of the SQLSTATE (PostgreSQL's documentation, appendix A).</summary>
    private static DatabaseFault FaultOf(Exception error) => error is not PostgresException postgres ? DatabaseFault.Database : postgres.SqlState switch
    {
        ['2', '2', ..] or ['2', '3', ..] or ['4', '2', ..] or ['5', '4', ..] => DatabaseFault.Statement, // data, constraint, syntax, limit
        ['4', '0', ..] or ['5', '5', ..] => DatabaseFault.Busy,                                          // deadlock, lock not available: rolled back
        ['5', '3', ..] or PostgresErrorCodes.QueryCanceled => DatabaseFault.Resources,                   // disk full, out of memory: rolled back
        _ => DatabaseFault.Database,
    };
}
