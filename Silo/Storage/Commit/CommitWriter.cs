using Microsoft.Extensions.Logging;

namespace Orders.Storage;

/// <summary>
/// The one thread that writes. It takes what is waiting, commits it as one transaction, and completes each caller with its own
/// result: a batch is what gathered while the one before was being flushed, so there is no timer. Nobody is told "done" before
/// the commit is durable. When the database fails, the writer stops for good: after that nobody knows what is on the disk, and a
/// retry could hide a loss.
/// </summary>
internal sealed partial class CommitWriter : IDisposable
{
    private readonly WriteSession _session;
    private readonly WriteQueue _queue;
    private readonly StorageMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LogBound? _bound;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _failure;

    public CommitWriter(
        WriteSession session, int maxBatch, int queueCapacity, StorageMetrics metrics, TimeProvider time, ILogger logger, LogBound? bound = null)
    {
        _session = session;
        _queue = new WriteQueue(queueCapacity, maxBatch);
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _bound = bound;
        metrics.Watch(() => QueueLength);
        _thread = new Thread(Run) { IsBackground = true, Name = "Orders commit writer" };
        _thread.Start();
    }

    /// <summary>Why the writer stopped; null while it works.</summary>
    public Exception? Failure => _failure;

    public int QueueLength => _queue.Length;

    /// <summary>Writes it with whatever else is waiting. Completes when it is durable.</summary>
    /// <exception cref="StorageUnavailableException">The database failed, now or earlier, or is closed. Whether this was written is
    /// known only after a restart.</exception>
    public async Task<TResult> Write<TResult>(Write<TResult> write)
    {
        await _queue.Put(write);
        return await write.Done;
    }

    /// <summary>Takes no more, writes what is waiting, brings the log back into the database file.</summary>
    public Task Stop()
    {
        _queue.Close(Closed);
        return _ended.Task;
    }

    public void Dispose()
    {
        _queue.Close(Closed);
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<IWrite>();
        while (_queue.Take(batch))
        {
            try
            {
                if (_failure is null) CommitAll(batch);
                else FailAll(batch, _failure);
            }
            catch (Exception e)
            {
                StopFor(e);
                FailAll(batch, e);
            }

            batch.Clear();
        }

        if (_failure is null) CheckpointAtEnd();
        _ended.SetResult();
    }

    private void CommitAll(List<IWrite> batch)
    {
        var started = _time.GetTimestamp();
        if (!TryBegin(batch)) return;
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                batch[i].Apply(_session);
            }
            catch (Exception e) when (e is not DatabaseException { IsOfTheStatement: false })
            {
                // One write was wrong in itself, perhaps half done. Take all back, fail it alone, begin again with the others.
                _session.Rollback();
                var wrong = batch[i];
                batch.RemoveAt(i);
                wrong.Fail(e);
                _metrics.Failed(1);
                if (!TryBegin(batch)) return;
                i = -1;
            }
        }

        _session.Commit();
        var took = _time.GetElapsedTime(started);
        foreach (var write in batch) write.Succeed(); // before anything else can go wrong: it is durable
        TellAndTidy(batch.Count, took);
    }

    /// <summary>Whoever listens to the meter, or looks at the log's file, must not end the writing: all is committed.</summary>
    private void TellAndTidy(int count, TimeSpan took)
    {
        try
        {
            _metrics.Committed(count, took);
            _bound?.Keep();
        }
        catch (Exception e) when (e is not DatabaseException)
        {
            LogAfterwards(e);
        }
    }

    /// <summary>Somebody else's lock that outlasts the busy timeout fails these callers, but says nothing of the database's health.</summary>
    private bool TryBegin(List<IWrite> batch)
    {
        if (batch.Count == 0) return false;
        try
        {
            _session.Begin();
            return true;
        }
        catch (DatabaseException e) when (e.IsBusy)
        {
            LogBusy(batch.Count, e);
            _metrics.Failed(batch.Count);
            foreach (var write in batch)
                write.Fail(new StorageUnavailableException("The database is locked by somebody else. Nothing was written.", e));
            return false;
        }
    }

    private void StopFor(Exception cause)
    {
        LogStopped(cause);
        _failure = cause;
        _queue.Close(() => Failed(cause));
        TryRollback();
    }

    // Each caller gets an exception of its own: they are thrown at the same time on many threads.
    private void FailAll(List<IWrite> batch, Exception cause)
    {
        foreach (var write in batch) write.Fail(Failed(cause));
        _metrics.Failed(batch.Count);
    }

    private static StorageUnavailableException Failed(Exception cause) =>
        new("The database failed; nothing is written any more until the program is restarted.", cause);

    private static StorageUnavailableException Closed() => new("The database is closed: the program is ending.");

    private void TryRollback()
    {
        try
        {
            _session.Rollback();
        }
        catch (DatabaseException e)
        {
            LogRollbackFailed(e); // The writer stops anyway; the next start recovers from the log.
        }
    }

    private void CheckpointAtEnd()
    {
        try
        {
            _session.Checkpoint();
        }
        catch (DatabaseException e)
        {
            LogCheckpointFailed(e); // Everything is in the log, and the next start reads it.
        }
    }
}
