using Npgsql;

namespace Orders.Storage;

/// <summary>What PostgreSQL's errors say of the database.</summary>
internal static class PostgresErrors
{
    public static DatabaseException Translate(Exception error) => new(FaultOf(error), error.Message, error);

    /// <summary>By the class of the SQLSTATE (PostgreSQL's documentation, appendix A).</summary>
    private static DatabaseFault FaultOf(Exception error) => error is not PostgresException postgres ? DatabaseFault.Database : postgres.SqlState[..2] switch
    {
        "22" or "23" or "42" or "54" => DatabaseFault.Statement, // data, constraint, syntax, limit
        "40" or "55" => DatabaseFault.Busy,                      // deadlock, lock not available: rolled back
        _ => DatabaseFault.Database,
    };
}
