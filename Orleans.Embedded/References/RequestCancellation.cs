namespace Orleans.References;

/// <summary>
/// The caller's token, and the receiver's: the caller is released at once, the running call hears of it as a turn of its
/// own, as if a message had come.
/// </summary>
internal sealed class RequestCancellation : IDisposable
{
    private readonly Request _request;
    private readonly CancellationToken _callers;
    private readonly CancellationTokenSource _receivers = new();
    private readonly CancellationTokenRegistration _registration;
    private RequestHost? _host;

    internal RequestCancellation(Request request, CancellationToken callers)
    {
        _request = request;
        _callers = callers;
        request.Token = _receivers.Token;
        _registration = callers.UnsafeRegister(static self => ((RequestCancellation)self!).Cancelled(), this);
    }

    internal void Begin()
    {
        Interlocked.Exchange(ref _host, _request.Host); // a full fence: either side sees what the other did
        if (_callers.IsCancellationRequested) Tell();
    }

    // Not the receiver's source: the call may still run, and its token is its own.
    public void Dispose() => _registration.Unregister();

    private void Cancelled()
    {
        _request.AnswerElsewhere(new OperationCanceledException(_callers));
        if (Volatile.Read(ref _host) is not null) Tell();
    }

    private void Tell() => _host!.Post(new ActionTurn(_receivers.Cancel));
}
