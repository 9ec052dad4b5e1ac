namespace Orleans.References;

/// <summary>What can end a sequence when its activation ends.</summary>
internal interface ISequenceSession
{
    void Abort();
}

/// <summary>Some elements, and how the sequence went on behind them.</summary>
internal readonly record struct SequenceBatch<T>(List<T> Items, bool Ended, Exception? Failure);

/// <summary>The grain's side of one enumeration. All of it but the public face runs on the activation's turns.</summary>
[Immutable]
internal sealed class SequenceSession<T> : ISequenceSession
{
    private readonly Activation _activation;
    private readonly CancellationTokenSource _cancellation;
    private readonly IAsyncEnumerator<T> _enumerator;
    private readonly ContextValues? _context;
    private Task<bool>? _moving;
    private TaskCompletionSource<SequenceBatch<T>>? _reader;
    private bool _closed;

    internal SequenceSession(Activation activation, IAsyncEnumerable<T> sequence, CancellationTokenSource cancellation, ContextValues? context)
    {
        _activation = activation;
        _cancellation = cancellation;
        _context = context;
        _enumerator = sequence.GetAsyncEnumerator(cancellation.Token);
        activation.Add(this);
    }

    /// <summary>Draws the next elements: those that are ready, at least one, unless the sequence ends.</summary>
    internal Task<SequenceBatch<T>> NextAsync(int most)
    {
        var reader = new TaskCompletionSource<SequenceBatch<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _activation.Post(new ActionTurn(() => Pull(reader, most)));
        return reader.Task;
    }

    internal void Cancel() => _activation.Post(new ActionTurn(_cancellation.Cancel));

    internal Task CloseAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _activation.Post(new ActionTurn(() => Close().ContinueWith((_, d) => ((TaskCompletionSource)d!).SetResult(), done, TaskScheduler.Default)));
        return done.Task;
    }

    public void Abort()
    {
        _reader?.TrySetException(new EnumerationAbortedException($"{_activation} has ended, and with it the sequence."));
        _ = Close();
    }

    private void Pull(TaskCompletionSource<SequenceBatch<T>> reader, int most)
    {
        if (_closed)
        {
            reader.SetException(new EnumerationAbortedException($"{_activation} has ended, and with it the sequence."));
            return;
        }

        _activation.Touch();
        RequestContext.Current = _context;
        _reader = reader;
        var items = new List<T>();
        try
        {
            while (items.Count < most)
            {
                _moving ??= _enumerator.MoveNextAsync().AsTask();
                if (!_moving.IsCompleted && items.Count > 0) break; // what is ready goes now
                if (!_moving.IsCompleted)
                {
                    _activation.After(_moving, (_, _) => Pull(reader, most), null);
                    return;
                }

                var moved = _moving.GetAwaiter().GetResult();
                _moving = null;
                if (!moved)
                {
                    reader.TrySetResult(new SequenceBatch<T>(items, true, null));
                    return;
                }

                items.Add(CopyContext.CopyOne(_enumerator.Current));
            }

            reader.TrySetResult(new SequenceBatch<T>(items, false, null));
        }
        catch (Exception exception)
        {
            _moving = null;
            reader.TrySetResult(new SequenceBatch<T>(items, true, exception));
        }
    }

    private async Task Close()
    {
        if (_closed) return;
        _closed = true;
        _activation.Remove(this);
        try
        {
            await _cancellation.CancelAsync();
            if (_moving is { } moving) await moving.ContinueWith(static _ => { }, TaskScheduler.Current); // however it ends
            await _enumerator.DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // Its own cancellation, on the way out.
        }
        catch (Exception exception)
        {
            _activation.Silo.Log.SequenceEndFailed(exception, _activation.ToString());
        }
        finally
        {
            _cancellation.Dispose();
        }
    }
}
