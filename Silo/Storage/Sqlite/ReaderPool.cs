using System.Collections.Concurrent;

namespace Orders.Storage;

/// <summary>A few connections that only read, each lent to one caller at a time. They never wait for the writer, nor it for them.</summary>
internal sealed class ReaderPool : IDisposable
{
    private readonly ConcurrentBag<Connection> _free = [];
    private readonly SemaphoreSlim _slots;
    private readonly int _size;

    public ReaderPool(string path, int size)
    {
        _size = size;
        _slots = new SemaphoreSlim(size);
        for (var i = 0; i < size; i++)
        {
            var connection = Connection.Open(path, readOnly: true);
            ConnectionSettings.ApplyToReader(connection);
            _free.Add(connection);
        }
    }

    /// <summary>Runs it on a thread of the pool: SQLite has no asynchronous reads, and the caller's thread may be a grain's.</summary>
    public async Task<T> Read<T>(Func<Connection, T> read)
    {
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
        while (_free.TryTake(out var connection)) connection.Dispose();
        _slots.Release(_size);
    }

    private T Lend<T>(Func<Connection, T> read)
    {
        if (!_free.TryTake(out var connection)) throw new StorageUnavailableException("The database is closed.");
        try
        {
            return read(connection);
        }
        catch (DatabaseException e)
        {
            throw new StorageUnavailableException("The database cannot be read.", e);
        }
        finally
        {
            _free.Add(connection);
        }
    }
}
