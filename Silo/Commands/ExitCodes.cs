namespace Orders.Commands;

/// <summary>What the commands answer to the shell; listed by <c>--help</c>.</summary>
public static class ExitCodes
{
    /// <summary>Done. An import that ran to its end is done, also where it had to refuse rows.</summary>
    public const int Done = 0;

    /// <summary>Something went wrong on the way; what was said to be stored is stored.</summary>
    public const int Failed = 1;

    /// <summary>Nothing was begun: wrong arguments, or files that are not what the command needs.</summary>
    public const int Usage = 2;

    /// <summary>The silo cannot start, for one because another process has the database.</summary>
    public const int CannotStart = 3;

    /// <summary>With <c>import --strict</c>: done, and some rows were refused.</summary>
    public const int RowsRefused = 4;

    /// <summary>With <c>audit verify</c>: done, and the audit log is not as it was written.</summary>
    public const int AuditBroken = 5;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
