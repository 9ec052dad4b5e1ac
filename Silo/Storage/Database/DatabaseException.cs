namespace Orders.Storage;

/// <summary>What a failure says of the database.</summary>
internal enum DatabaseFault
{
    /// <summary>The database is gone, full or broken: nobody knows what has been written.</summary>
    Database,

    /// <summary>The statement was at fault (a constraint, a value too big), not the database: others may go on.</summary>
    Statement,

    /// <summary>Somebody else holds a lock. Nothing was written.</summary>
    Busy,

    /// <summary>It could not do this just now, for want of disk or memory or because an administrator ended it. Nothing was written, and it says so itself.</summary>
    Resources,
}

/// <summary>The database refused or failed.</summary>
internal sealed class DatabaseException(DatabaseFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public DatabaseFault Fault { get; } = fault;
}
