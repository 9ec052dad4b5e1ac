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
/// <param name="isAlone">Nobody else writes to this database: what was read once stays known.</param>
internal sealed class WriteSession(Connection connection, bool isAlone = true) : IDisposable
{
    private readonly Dictionary<Type, object> _statements = [];
    private readonly List<IBatchAggregate> _aggregates = [];

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

    public void Begin()
    {
        connection.Begin();
        if (!isAlone) ForgetAll();
    }

    /// <exception cref="WritesRejectedException">This write was wrong in itself, or one before it.</exception>
    public void Apply(IWrite write)
    {
        connection.Owner = write;
        try
        {
            write.Apply(this);
        }
        catch (Exception e) when (e is not (WritesRejectedException or SendOneByOneException or DatabaseException { Fault: not DatabaseFault.Statement }))
        {
            throw new WritesRejectedException([(write, e)]);
        }
    }

    /// <summary>Durable when it returns.</summary>
    public void Commit()
    {
        connection.Owner = null;
        foreach (var aggregate in _aggregates) aggregate.Flush();
        connection.Commit();
        connection.Together = true;
    }

    /// <param name="oneByOne">The next transaction sends every row by itself.</param>
    public void Rollback(bool oneByOne = false)
    {
        connection.Rollback();
        connection.Together = !oneByOne;
        ForgetAll();
    }

    /// <summary>Between two transactions: whether the database is still there.</summary>
    /// <exception cref="DatabaseException">It is not.</exception>
    public void Check() => connection.Check();

    public void Dispose() => connection.Dispose();

    private void ForgetAll()
    {
        foreach (var aggregate in _aggregates) aggregate.Forget();
    }
}
