namespace Orleans.References;

/// <summary>The reader's side of a sequence: each enumeration is a session of its own with the grain.</summary>
internal sealed class RemoteSequence<T>(GrainReference reference, SequenceCall<T> call) : IAsyncEnumerable<T>
{
    // How many elements may come at once, if they are ready.
    private const int BatchSize = 100;

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
            for (var batch = default(SequenceBatch<T>); !batch.Ended;)
            {
                batch = await session.NextAsync(BatchSize).WaitAsync(token);
                foreach (var item in batch.Items)
                {
                    token.ThrowIfCancellationRequested();
                    yield return item;
                }

                if (batch.Failure is { } failure) throw failure;
            }
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
