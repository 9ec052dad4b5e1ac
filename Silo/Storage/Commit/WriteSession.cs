namespace Orders.Storage;

/// <summary>Statements of one kind of write, prepared once, with what they gather during a transaction.</summary>
internal interface IWriteStatements<TSelf>
    where TSelf : class, IWriteStatements<TSelf>
{
    static abstract TSelf Prepare(Connection connection);
}

/// <summary>Has something to write once per transaction, for all writes in it together.</summary>
internal interface IBatchAggregate
{
    /// <summary>The last moment before the commit.</summary>
    void Flush();

    /// <summary>The transaction was taken back: forget what was gathered, and look again at what is stored.</summary>
    void Forget();
}

/// <summary>The connection that writes, and its transaction. Belongs to one thread.</summary>
internal sealed class WriteSession(Connection connection)
{
    private readonly Dictionary<Type, object> _statements = [];
    private readonly List<IBatchAggregate> _aggregates = [];
    private readonly Statement _begin = connection.Prepare("BEGIN IMMEDIATE");
    private readonly Statement _commit = connection.Prepare("COMMIT");

    /// <summary>The statements of this kind of write.</summary>
    public T Use<T>()
        where T : class, IWriteStatements<T>
    {
        if (_statements.TryGetValue(typeof(T), out var known)) return (T)known;
        var statements = T.Prepare(connection);
        _statements.Add(typeof(T), statements);
        if (statements is IBatchAggregate aggregate) _aggregates.Add(aggregate);
        return statements;
    }

    public void Begin() => _begin.Run();

    /// <summary>Durable when it returns.</summary>
    public void Commit()
    {
        foreach (var aggregate in _aggregates) aggregate.Flush();
        _commit.Run();
    }

    public void Rollback()
    {
        // Some errors have already taken the transaction back.
        if (connection.InTransaction) connection.Execute("ROLLBACK");
        foreach (var aggregate in _aggregates) aggregate.Forget();
    }

    /// <summary>Brings the log back into the database file and empties it.</summary>
    public void Checkpoint() => connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
}
