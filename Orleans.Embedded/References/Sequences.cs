using System.Threading.Channels;

namespace Orleans.References;

/// <summary>
/// The call of a method that returns a sequence: it is answered with a session, from which the reader then draws. It
/// interleaves with everything, and no call timeout applies to the drawing.
/// </summary>
internal abstract class SequenceCall<T>(CallMethod method) : ValueCall<SequenceSession<T>>(method)
{
    private CancellationTokenSource? _cancellation;

    /// <summary>A call of its own for each enumeration.</summary>
    internal SequenceCall<T> Fresh() => (SequenceCall<T>)MemberwiseClone();

    internal override void Begin()
    {
        _cancellation = new CancellationTokenSource();
        Token = _cancellation.Token;
    }

    protected void Accept(IAsyncEnumerable<T> sequence) =>
        Accept(Task.FromResult(new SequenceSession<T>((Activation)Host!, sequence, _cancellation!)));
}

/// <summary>The reader's side of a sequence: each enumeration is a session of its own with the grain.</summary>
internal sealed class RemoteSequence<T>(GrainReference reference, SequenceCall<T> call) : IAsyncEnumerable<T>
{
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var fresh = call.Fresh();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(fresh.Token, cancellationToken);
        var token = cancellation.Token;
        token.ThrowIfCancellationRequested();
        fresh.Token = default; // the grain gets the session's own
        var opening = reference.Send(fresh);
        try
        {
            var session = await opening.WaitAsync(token);
            using var cancelling = token.Register(session.Cancel);
            await foreach (var item in session.Items.ReadAllAsync(token)) yield return item;
        }
        finally
        {
            var closing = Close(opening);
            if (opening.IsCompleted) await closing;
        }
    }

    private static async Task Close(Task<SequenceSession<T>> opening)
    {
        await opening.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (opening.IsCompletedSuccessfully) await opening.Result.CloseAsync(); // else it never began, and the reader knows why
    }
}

/// <summary>The grain's side of one enumeration: makes elements ahead of the reader, as turns of the activation, until so many wait.</summary>
[Immutable]
internal sealed class SequenceSession<T> : IDisposable
{
    private const int MostAhead = 100;

    private readonly Channel<T> _items = Channel.CreateBounded<T>(MostAhead);
    private readonly Activation _activation;
    private readonly CancellationTokenSource _cancellation;
    private readonly Task _making;
    private bool _closing;

    internal SequenceSession(Activation activation, IAsyncEnumerable<T> sequence, CancellationTokenSource cancellation)
    {
        (_activation, _cancellation) = (activation, cancellation);
        activation.EndWithIt(this);
        _making = Make(sequence, cancellation.Token);
    }

    internal ChannelReader<T> Items => _items.Reader;

    internal void Cancel() => _activation.Post(new ActionTurn(_cancellation.Cancel));

    /// <summary>Nobody reads any more: ends when the sequence has ended.</summary>
    internal Task CloseAsync()
    {
        Volatile.Write(ref _closing, true);
        Cancel();
        return _making;
    }

    /// <summary>The activation ends.</summary>
    public void Dispose()
    {
        _items.Writer.TryComplete(new EnumerationAbortedException($"{_activation} has ended, and with it the sequence."));
        _ = CloseAsync();
    }

    private async Task Make(IAsyncEnumerable<T> sequence, CancellationToken token)
    {
        var failure = await Outcome.Of(async () =>
        {
            await foreach (var item in sequence.WithCancellation(token))
            {
                await _items.Writer.WriteAsync(CopyContext.CopyOne(item), token);
                _activation.Touch();
            }
        });
        _activation.Outlives(this);
        _items.Writer.TryComplete(failure);
        if (_closing && failure is not null and not OperationCanceledException and not ChannelClosedException)
            _activation.Silo.Log.SequenceEndFailed(failure, _activation.ToString()); // nobody else hears of it
    }
}
