namespace Orleans.References;

/// <summary>
/// A call: its arguments, its place in the receiver's queue, and the promise that its caller holds, all in one object.
/// A class for each interface method is compiled by <see cref="ProxyCompiler"/>.
/// </summary>
internal abstract class Request(CallMethod method) : TurnItem, IInvokable
{
    private int _answered;
    private RequestCancellation? _cancellation;

    internal CallMethod Method { get; } = method;

    /// <summary>The activation that calls, if one does.</summary>
    internal Activation? Source;

    internal GrainReference? Target;

    internal ContextValues? Context;

    /// <summary>While it runs: the host that runs it, and its neighbours in the host's list of running requests.</summary>
    internal RequestHost? Host;

    internal Request? Previous;

    /// <summary>If incoming filters stand before the receiver: the way through them.</summary>
    internal IncomingCall? Incoming;

    /// <summary>If outgoing filters stand behind the caller: where the answer goes first.</summary>
    internal OutgoingCall? Outgoing;

    /// <summary>The table of outstanding calls that it stands in, where there, and until when.</summary>
    internal CallTable.Slots? Slots;

    internal int Slot;

    internal int Expires;

    /// <summary>How often it has been sent on because the activation that it came to had ended.</summary>
    internal int Forwards;

    /// <summary>When it was sent, if anybody wants to know how long calls take.</summary>
    internal long Sent;

    /// <summary>Answered already: given up by its caller, or done.</summary>
    internal bool IsAnswered => Volatile.Read(ref _answered) != 0;

    /// <summary>Nobody waits for it any more: it must not begin.</summary>
    internal bool IsAbandoned => IsAnswered || Slots?.Table.IsStale(this) == true;

    /// <summary>Its method has ended, and it counts as running no more.</summary>
    internal bool IsFinished;

    /// <summary>The token among the arguments.</summary>
    internal CancellationToken Token
    {
        get => Method.Token?.Invoke(this) ?? default;
        set => Method.SetToken?.Invoke(this, value);
    }

    internal sealed override void Run(TurnQueue queue) => ((RequestHost)queue).Arrive(this);

    /// <summary>Calls the method; ends, now or later, in <see cref="Returned"/>.</summary>
    internal virtual void Invoke(object target) => Method.Invoke!(this, target);

    internal abstract object? BoxedResult { get; set; }

    /// <summary>So that the grain gets nothing that its caller can change; returns why that failed, if so.</summary>
    internal Exception? CopyArguments() =>
        Method.Copy is null ? null : Outcome.Of(static request => request.Method.Copy!(request, new CopyContext()), this);

    /// <summary>So that the grain keeps nothing that its caller can change; returns why that failed, if so.</summary>
    internal abstract Exception? CopyResult();

    /// <summary>Completes the caller's promise; called once.</summary>
    protected abstract void Complete(Exception? exception);

    /// <summary>The method has ended, on a turn of its host.</summary>
    internal void Returned(Exception? exception)
    {
        if (Incoming is { } filters) filters.Returned(exception);
        else Host!.Finish(this, exception);
    }

    /// <summary>Answers the caller, unless it has got an answer.</summary>
    internal void Answer(Exception? exception)
    {
        if (Claim()) Conclude(exception);
    }

    /// <summary>Settles that the answer will be the claimer's, who then has to give it.</summary>
    internal bool Claim() => Interlocked.Exchange(ref _answered, 1) == 0;

    /// <summary>Answers what has been claimed, from a thread that must not run the caller's continuation.</summary>
    internal void ConcludeElsewhere(Exception exception) =>
        ThreadPool.UnsafeQueueUserWorkItem(static given => given.Request.Conclude(given.Exception), (Request: this, Exception: exception), false);

    internal void AnswerElsewhere(Exception exception)
    {
        if (Claim()) ConcludeElsewhere(exception);
    }

    private void Conclude(Exception? exception)
    {
        Slots?.Remove(this);
        if (Sent != 0) Target!.Origin.Silo.Metrics.Answered(Method, Sent);
        _cancellation?.Dispose();
        if (Outgoing is { } filters && !Method.OneWay) filters.Returned(exception);
        else Deliver(exception);
    }

    /// <summary>The last step, after the outgoing filters: the answer goes to the caller, if one waits for it.</summary>
    internal void Deliver(Exception? exception)
    {
        if (!Method.OneWay) Complete(exception);
        else if (exception is not null) Target!.Origin.Silo.Log.OneWayCallFailed(exception, ToString());
    }

    /// <summary>Has the caller released when its token is cancelled; returns what it is to hear if it is already.</summary>
    internal Exception? WatchToken()
    {
        if (Token is not { CanBeCanceled: true } token) return null;
        if (token.IsCancellationRequested) return new OperationCanceledException(token);
        _cancellation = new RequestCancellation(this, token);
        _cancellation.Watch();
        return null;
    }

    /// <summary>The host took the request up: from now on a cancellation reaches the running call.</summary>
    internal virtual void Begin() => _cancellation?.Begin();

    object? IInvokable.GetArgument(int index) => Method.Arguments[index].GetValue(this);

    void IInvokable.SetArgument(int index, object value) => Method.Arguments[index].SetValue(this, value);

    string IInvokable.GetMethodName() => Method.Name;

    public override string ToString() => $"{Method.FullName} to {Target?.GrainId.ToString() ?? Host?.ToString()}";
}

/// <summary>
/// The caller's token, and the receiver's: the caller is released at once, the running call hears of it as a turn of its
/// own, as if a message had come.
/// </summary>
internal sealed class RequestCancellation(Request request, CancellationToken callers) : IDisposable
{
    private readonly CancellationTokenSource _receivers = new();
    private CancellationTokenRegistration _registration;
    private RequestHost? _host;

    internal void Watch()
    {
        request.Token = _receivers.Token;
        _registration = callers.UnsafeRegister(static self => ((RequestCancellation)self!).Cancelled(), this);
    }

    internal void Begin()
    {
        Interlocked.Exchange(ref _host, request.Host); // a full fence: either side sees what the other did
        if (callers.IsCancellationRequested) Tell();
    }

    // Not the receiver's source: the call may still run, and its token is its own.
    public void Dispose() => _registration.Unregister();

    private void Cancelled()
    {
        request.AnswerElsewhere(new OperationCanceledException(callers));
        if (Volatile.Read(ref _host) is not null) Tell();
    }

    private void Tell() => _host!.Post(new ActionTurn(_receivers.Cancel));
}
