namespace Orleans.References;

/// <summary>Some elements, and how the sequence went on behind them.</summary>
internal readonly record struct SequenceBatch<T>(List<T> Items, bool Ended, Exception? Failure);

/// <summary>The grain's side of one enumeration. All of it but the internal face runs on the activation's turns.</summary>
[Immutable]
internal sealed class SequenceSession<T> : IDisposable
{
    private readonly Activation _activation;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationToken _token;
    private readonly IAsyncEnumerator<T> _enumerator;
    private readonly ContextValues? _context;
    private Task<bool>? _moving;
    private bool _aborted;
    private bool _closed;

    internal SequenceSession(Activation activation, IAsyncEnumerable<T> sequence, CancellationTokenSource cancellation, ContextValues? context)
    {
        (_activation, _cancellation, _token, _context) = (activation, cancellation, cancellation.Token, context);
        _enumerator = sequence.GetAsyncEnumerator(_token);
        activation.EndWithIt(this);
    }

    /// <summary>Draws the next elements: those that are ready, at least one, unless the sequence ends.</summary>
    internal Task<SequenceBatch<T>> NextAsync(int most) => _activation.Run(() => Pull(most));

    internal void Cancel() => _activation.Post(new ActionTurn(_cancellation.Cancel));

    internal Task CloseAsync() => _activation.Run(Close);

    /// <summary>The activation ends.</summary>
    public void Dispose()
    {
        _aborted = true;
        _ = Close();
    }

    private async Task<SequenceBatch<T>> Pull(int most)
    {
        _activation.Touch();
        RequestContext.Current = _context;
        var items = new List<T>();
        try
        {
            while (items.Count < most)
            {
                _token.ThrowIfCancellationRequested();
                _moving ??= _enumerator.MoveNextAsync().AsTask();
                if (!_moving.IsCompleted && items.Count > 0) break; // what is ready goes now
                var moved = await _moving.WaitAsync(_token);
                _moving = null;
                if (!moved) return new SequenceBatch<T>(items, true, null);
                items.Add(CopyContext.CopyOne(_enumerator.Current));
            }

            return new SequenceBatch<T>(items, false, null);
        }
        catch (Exception exception)
        {
            if (_moving is { IsCompleted: true }) _moving = null;
            return new SequenceBatch<T>(items, true, _aborted ? new EnumerationAbortedException($"{_activation} has ended, and with it the sequence.") : exception);
        }
    }

    private async Task<bool> Close()
    {
        if (_closed) return false;
        _closed = true;
        _activation.Outlives(this);
        var failure = await TaskOutcome.Of(async () =>
        {
            await _cancellation.CancelAsync();
            if (_moving is { } moving) await TaskOutcome.Of(() => moving); // however it ends
            await _enumerator.DisposeAsync();
        });
        if (failure is not null and not OperationCanceledException) _activation.Silo.Log.SequenceEndFailed(failure, _activation.ToString());
        return true;
    }
}
