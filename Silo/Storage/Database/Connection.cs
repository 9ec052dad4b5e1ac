namespace Orders.Storage;

/// <summary>
/// A connection to the database, as thin as the hot path needs it: statements prepared once and kept, no command objects. The SQL
/// is what both databases understand, with SQLite's parameters (<c>?1</c>, <c>@name</c>) and index hints; where they differ, a statement
/// is chosen by <see cref="Provider"/>. Not thread-safe: one user at a time.
/// </summary>
internal abstract class Connection : IDisposable
{
    public abstract DatabaseProvider Provider { get; }

    public abstract bool InTransaction { get; }

    /// <summary>The server, or the operating system, has ended it: it is of no use any more.</summary>
    public virtual bool IsBroken => false;

    /// <summary>Whose statements are run; null: nobody's in particular.</summary>
    public IWrite? Owner { get; set; }

    /// <summary>False: rows that could go to the database together are sent as statements of their own, to know which one is wrong.</summary>
    public bool Together { get; set; } = true;

    /// <summary>The statement, prepared at its first use and kept.</summary>
    public abstract Statement Prepare(string sql);

    /// <summary>A statement whose rows may be very many: they come as they are stepped to. Within a transaction only.</summary>
    public virtual Statement PrepareWalk(string sql) => Prepare(sql);

    /// <summary>
    /// A statement that a transaction runs for many rows. Where the database is a round trip away they go there together, by SQL
    /// of its own that takes an array for each parameter; what is to be expected of a row is known by its first parameter, a number,
    /// which that SQL returns for every row that it changed.
    /// </summary>
    /// <param name="postgres">Null: as each by itself, though sent along with others.</param>
    public virtual Statement PrepareMany(string sql, string? postgres = null) => Prepare(sql);

    /// <summary>Runs statements that have neither parameters nor results.</summary>
    public abstract void Execute(string sql);

    /// <summary>As <see cref="Execute"/>, for as long as it takes: a change of the schema goes through all that is stored.</summary>
    public virtual void ExecutePatiently(string sql) => Execute(sql);

    /// <summary>Whether the database is still there; it should not take long to say so.</summary>
    /// <exception cref="DatabaseException">It is not.</exception>
    public virtual void Check() => ScalarInt64("SELECT 1");

    /// <summary>Begins a transaction that writes.</summary>
    public abstract void Begin();

    /// <summary>Durable when it returns.</summary>
    public abstract void Commit();

    public abstract void Rollback();

    /// <summary>Reads everything as of one moment.</summary>
    public abstract T Snapshot<T>(Func<T> read);

    /// <summary>The first column of the first row, as text; null where there is none.</summary>
    public string? Scalar(string sql) => Prepare(sql).First(row => row.IsNull(0) ? null : row.Text(0));

    public long ScalarInt64(string sql) => Prepare(sql).First(row => row.Int64(0));

    public abstract void Dispose();
}
