namespace Orleans.References;

/// <summary>The reader's side of a sequence: each enumeration is a session of its own with the grain.</summary>
internal sealed class RemoteSequence<T>(GrainReference reference, SequenceCall<T> call) : IAsyncEnumerable<T>
{
    // How many elements may come at once, if they are ready.
    private const int BatchSize = 100;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var fresh = call.Fresh();
        var linked = CancellationTokenSource.CreateLinkedTokenSource(fresh.Token, cancellationToken);
        fresh.Token = default; // the grain gets the session's own
        return new Reader(reference, fresh, linked);
    }

    private sealed class Reader(GrainReference reference, SequenceCall<T> call, CancellationTokenSource cancellation)
        : IAsyncEnumerator<T>
    {
        private readonly CancellationToken _token = cancellation.Token;
        private CancellationTokenRegistration _registration;
        private Task<SequenceSession<T>>? _opening;
        private SequenceBatch<T> _batch = new([], false, null);
        private int _next;

        public T Current { get; private set; } = default!;

        public async ValueTask<bool> MoveNextAsync()
        {
            _token.ThrowIfCancellationRequested();
            if (_next == _batch.Items.Count)
            {
                if (!_batch.Ended) await Draw();
                if (_next == _batch.Items.Count) return _batch.Failure is null ? false : throw _batch.Failure;
            }

            Current = _batch.Items[_next++];
            return true;
        }

        public async ValueTask DisposeAsync()
        {
            await _registration.DisposeAsync();
            cancellation.Dispose();
            if (_opening is null) return;
            SequenceSession<T> session;
            try
            {
                session = await _opening;
            }
            catch (Exception)
            {
                return; // it never began, and MoveNextAsync has said why
            }

            await session.CloseAsync();
        }

        private async Task Draw()
        {
            if (_opening is null)
            {
                _opening = reference.Send(call);
                _registration = _token.Register(Cancelled);
            }

            var session = await _opening.WaitAsync(_token);
            _batch = await session.NextAsync(BatchSize).WaitAsync(_token);
            _next = 0;
        }

        private void Cancelled() => _opening!.ContinueWith(
            static opening => opening.Result.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }
}
