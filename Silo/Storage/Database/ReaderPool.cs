using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Orders.Storage;

/// <summary>A few connections that only read, each lent to one caller at a time. They never wait for the writer, nor it for them.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly ConcurrentBag<Connection> _free = [];
    private readonly Func<Connection> _open;
    private readonly Func<Exception?> _away;
    private readonly SemaphoreSlim _slots;
    private readonly int _size;
    private volatile bool _closed;

    /// <param name="away">Why there is no use in trying just now; null: there is.</param>
    /// <exception cref="Exception">A connection cannot be opened.</exception>
    public ReaderPool(Func<Connection> open, int size, Func<Exception?> away)
    {
        _open = open;
        _away = away;
        _size = size;
        _slots = new SemaphoreSlim(size);
        for (var i = 0; i < size; i++) _free.Add(open());
    }

    /// <summary>
    /// Runs it on a thread of the pool: reads are synchronous, and the caller's thread may be a grain's. Where the connection is lost
    /// it runs a second time, on a new one. While the database is known to be away nobody waits for it, one after the other, for as long as
    /// it takes to find that out again.
    /// </summary>
    public async Task<T> Read<T>(Func<Connection, T> read)
    {
        RefuseWhileAway();
        await _slots.WaitAsync().ConfigureAwait(false); // not on the caller's turn: a busy grain must not hold a connection
        try
        {
            return await Task.Run(() => Lend(read)).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Waits for those who are reading; whoever comes after finds no connection.</summary>
    public void Dispose()
    {
        for (var i = 0; i < _size; i++) _slots.Wait();
        _closed = true;
        while (_free.TryTake(out var connection)) connection.Dispose();
        _slots.Release(_size);
    }

    private T Lend<T>(Func<Connection, T> read)
    {
        if (_closed) throw new StorageUnavailableException("The database is closed.");
        RefuseWhileAway(); // it may have been noticed while this one stood in line
        try
        {
            if (_free.TryTake(out var kept) && TryRead(kept, read, out var result)) return result;
            return Read(_open(), read); // one that broke has left its place empty
        }
        catch (DatabaseException e)
        {
            throw new StorageUnavailableException("The database cannot be read.", e);
        }
    }

    private void RefuseWhileAway()
    {
        if (_away() is { } reason) throw new StorageUnavailableException("The database cannot be reached just now.", reason);
    }

    /// <returns>False: the connection was lost, perhaps long ago, which says nothing of the database now.</returns>
    private bool TryRead<T>(Connection kept, Func<Connection, T> read, [MaybeNullWhen(false)] out T result)
    {
        try
        {
            result = Read(kept, read);
            return true;
        }
        catch (DatabaseException) when (kept.IsBroken)
        {
            result = default;
            return false;
        }
    }

    private T Read<T>(Connection connection, Func<Connection, T> read)
    {
        try
        {
            return read(connection);
        }
        finally
        {
            if (connection.IsBroken) connection.Dispose();
            else _free.Add(connection);
        }
    }
}
