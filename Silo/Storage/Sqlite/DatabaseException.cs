using SQLitePCL;

namespace Orders.Storage;

/// <summary>SQLite refused or failed.</summary>
internal sealed class DatabaseException(int extendedCode, string message) : Exception(message)
{
    public int ExtendedCode { get; } = extendedCode;

    /// <summary>The primary result code (<c>SQLITE_BUSY</c>, <c>SQLITE_IOERR</c>, …).</summary>
    public int Code => ExtendedCode & 0xff;

    /// <summary>The statement was at fault (a constraint, a value too big), not the database: others may go on.</summary>
    public bool IsOfTheStatement => Code is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE;

    /// <summary>Somebody else holds a lock. Nothing was written.</summary>
    public bool IsBusy => Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
}
