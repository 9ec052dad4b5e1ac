using Microsoft.Extensions.Logging;

namespace Orders.Storage;

/// <summary>
/// The one thread that writes. It takes what is waiting, commits it as one transaction, and completes each caller with its own
/// result: a batch is what gathered while the one before was being flushed, so there is no timer. Nobody is told "done" before
/// the commit is durable. When the database fails, nobody knows what became of the transaction that was under way, and it is never
/// tried again: its callers hear so. A file that failed is not trusted any more, and the writer stops for good; a server that comes back
/// has recovered, and the writer goes on with whatever is asked of it from then on.
/// </summary>
internal sealed partial class CommitWriter : IDisposable
{
    private readonly WriterSetup _setup;
    private readonly WriteQueue _queue;
    private readonly StorageMetrics _metrics;
    private readonly WriterWatch _watch;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteSession _session;
    private volatile Exception? _failure;

    /// <exception cref="Exception">The connection cannot be opened.</exception>
    public CommitWriter(WriterSetup setup, StorageMetrics metrics, TimeProvider time, ILogger logger)
    {
        _setup = setup;
        _session = setup.Open();
        _queue = new WriteQueue(setup.QueueCapacity, setup.MaxBatch);
        _metrics = metrics;
        _watch = new WriterWatch(time);
        _time = time;
        _logger = logger;
        metrics.Watch(() => QueueLength);
        _thread = new Thread(Run) { IsBackground = true, Name = "Orders commit writer" };
        _thread.Start();
    }

    /// <summary>Why nothing is written just now, or ever again; null while it works.</summary>
    public Exception? Failure => _failure;

    /// <summary>Why nothing goes on, though the database has not failed; null: it does.</summary>
    public Exception? Stall => _watch.Stall;

    public int QueueLength => _queue.Length;

    /// <summary>Writes it with whatever else is waiting. Completes when it is durable.</summary>
    /// <exception cref="StorageUnavailableException">The database failed, now or earlier, or is closed. Whether this was written shows only
    /// when it can be read again.</exception>
    public Task<TResult> Write<TResult>(Write<TResult> write)
    {
        if (_failure is { } failure) return Task.FromException<TResult>(Failed(failure));
        var put = _queue.Put(write);
        return put.IsCompletedSuccessfully ? write.Done : PutFirst(put, write);
    }

    private static async Task<TResult> PutFirst<TResult>(ValueTask put, Write<TResult> write)
    {
        await put;
        return await write.Done;
    }

    /// <summary>Takes no more, writes what is waiting, leaves everything tidy.</summary>
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
        _session.Dispose();
    }

    private void Run()
    {
        var batch = new List<IWrite>();
        while (_queue.Take(batch, _setup.Reopen))
        {
            _watch.Begin();
            try
            {
                if (_failure is not null) FailAll(batch, _failure);
                else if (batch.Count > 0) CommitAll(batch);
                else _session.Check();
            }
            catch (Exception e)
            {
                StopFor(e);
                FailAll(batch, e);
                if (_setup.Reopen is { } pause) Reopen(pause);
            }

            _watch.End();
            batch.Clear();
        }

        if (_failure is null) EndTidily();
        _ended.SetResult();
    }

    // Wrong writes are found out, perhaps half done: take all back, fail them alone, begin again with the others.
    private void CommitAll(List<IWrite> batch)
    {
        var started = _time.GetTimestamp();
        while (batch.Count > 0)
        {
            try
            {
                _session.Begin();
                foreach (var write in batch) _session.Apply(write);
                _session.Commit();
                break;
            }
            catch (WritesRejectedException e)
            {
                _session.Rollback();
                foreach (var (write, reason) in e.Writes) Reject(batch, write, reason);
            }
            catch (SendOneByOneException)
            {
                _session.Rollback(oneByOne: true);
            }
            catch (DatabaseException e) when (e.Fault != DatabaseFault.Database)
            {
                Refuse(batch, e);
                batch.Clear();
                _session.Rollback(); // The connection may have gone with the transaction: these have been told that nothing was written.
                return;
            }
        }

        if (batch.Count == 0) return;
        var took = _time.GetElapsedTime(started);
        foreach (var write in batch) write.Succeed(); // before anything else can go wrong: it is durable
        TellAndTidy(batch.Count, took);
    }

    private void Reject(List<IWrite> batch, IWrite write, Exception reason)
    {
        if (!batch.Remove(write)) return; // rejected for two reasons
        write.Fail(reason);
        _metrics.Failed(1);
    }

    /// <summary>Whoever listens to the meter, or looks at the log's file, must not end the writing: all is committed.</summary>
    private void TellAndTidy(int count, TimeSpan took)
    {
        try
        {
            _metrics.Committed(count, took);
            _setup.AfterCommit?.Invoke();
        }
        catch (Exception e) when (e is not DatabaseException)
        {
            LogAfterwards(e);
        }
    }

    /// <summary>
    /// Somebody else's lock that outlasts the busy timeout fails these callers, but says nothing of the database's health. Nor does a
    /// statement of which nobody knows whose it was.
    /// </summary>
    private void Refuse(List<IWrite> batch, DatabaseException cause)
    {
        var isBusy = cause.Fault == DatabaseFault.Busy;
        if (isBusy) LogBusy(batch.Count, cause);
        else LogRefused(batch.Count, cause);
        _metrics.Failed(batch.Count);
        foreach (var write in batch)
        {
            write.Fail(new StorageUnavailableException(
                isBusy ? "The database is locked by somebody else. Nothing was written." : "The database refused the transaction. Nothing was written.", cause));
        }
    }

    private void StopFor(Exception cause)
    {
        _failure = cause;
        if (_setup.Reopen is not null)
        {
            LogLost(cause);
            return;
        }

        LogStopped(cause);
        _queue.Close(() => Failed(cause));
        TryRollback();
    }

    /// <summary>Until the database is back, or nobody wants it any more. Whoever waits is told; new callers are, by <see cref="Failure"/>.</summary>
    private void Reopen(TimeSpan pause)
    {
        var waiting = new List<IWrite>();
        for (var tries = 1; ; tries++)
        {
            _queue.TakeAll(waiting);
            FailAll(waiting, _failure!);
            waiting.Clear();
            try
            {
                _session.Dispose();
                _session = _setup.Open();
                _failure = null;
                LogBack(tries);
                return;
            }
            catch (Exception e)
            {
                LogNotBack(tries, e.Message);
                if (_queue.WaitUntilClosed(pause)) return;
            }
        }
    }

    // Each caller gets an exception of its own: they are thrown at the same time on many threads.
    private void FailAll(List<IWrite> batch, Exception cause)
    {
        foreach (var write in batch) write.Fail(Failed(cause));
        _metrics.Failed(batch.Count);
    }

    private StorageUnavailableException Failed(Exception cause) => new(
        _setup.Reopen is null
            ? "The database failed; nothing is written any more until the program is restarted."
            : "The database cannot be reached just now. What was being written may have been written, or not.",
        cause);

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

    private void EndTidily()
    {
        try
        {
            _setup.AtEnd?.Invoke();
        }
        catch (DatabaseException e)
        {
            LogCheckpointFailed(e); // Everything is in the log, and the next start reads it.
        }
    }
}
