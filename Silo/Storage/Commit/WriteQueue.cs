namespace Orders.Storage;

/// <summary>What waits for the writer: many callers put in, one thread takes batches out. Whoever finds it full waits for room.</summary>
internal sealed class WriteQueue(int capacity, int maxBatch) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<IWrite> _waiting = new();
    private readonly SemaphoreSlim _room = new(capacity);
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEventSlim _isClosed = new();
    private bool _writerWaits;
    private Func<Exception>? _closed;

    public int Length
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>Puts it in, once there is room.</summary>
    /// <exception cref="Exception">What the queue was closed with.</exception>
    public ValueTask Put(IWrite write)
    {
        if (!_room.Wait(0)) return PutWhenThereIsRoom(write);
        try
        {
            PutNow(write);
            return ValueTask.CompletedTask;
        }
        catch (Exception closed)
        {
            return ValueTask.FromException(closed);
        }
    }

    /// <summary>Waits for work and takes what has gathered, up to a batch; nothing, where none comes in time.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<IWrite> batch, TimeSpan? patience = null)
    {
        while (true)
        {
            lock (_gate)
            {
                while (batch.Count < maxBatch && _waiting.TryDequeue(out var write)) batch.Add(write);
                _writerWaits = batch.Count == 0;
                if (_writerWaits && _closed is not null) return false;
            }

            if (batch.Count > 0)
            {
                _room.Release(batch.Count);
                return true;
            }

            if (!_wake.WaitOne(patience ?? Timeout.InfiniteTimeSpan)) return true;
        }
    }

    /// <summary>Takes all that has gathered, however much.</summary>
    public void TakeAll(List<IWrite> batch)
    {
        lock (_gate)
        {
            while (_waiting.TryDequeue(out var write)) batch.Add(write);
        }

        if (batch.Count > 0) _room.Release(batch.Count);
    }

    /// <summary>Waits until it is closed.</summary>
    /// <returns>False where it was not, in time.</returns>
    public bool WaitUntilClosed(TimeSpan patience) => _isClosed.Wait(patience);

    /// <summary>From now on every <see cref="Put"/> throws this. What is in stays in.</summary>
    public void Close(Func<Exception> reason)
    {
        lock (_gate)
        {
            if (_closed is not null) return; // closed before, and perhaps disposed of by now
            _closed = reason;
            _isClosed.Set();
            _wake.Set();
        }
    }

    /// <summary>Leaves the semaphore be: callers may still stand in its line, to hear one after the other that this is closed.</summary>
    public void Dispose()
    {
        _wake.Dispose();
        _isClosed.Dispose();
    }

    private async ValueTask PutWhenThereIsRoom(IWrite write)
    {
        await _room.WaitAsync().ConfigureAwait(false);
        PutNow(write);
    }

    private void PutNow(IWrite write)
    {
        lock (_gate)
        {
            if (_closed is not null)
            {
                _room.Release(); // so that the next one in line hears of it too
                throw _closed();
            }

            _waiting.Enqueue(write);
            if (_writerWaits)
            {
                _writerWaits = false;
                _wake.Set();
            }
        }
    }
}
