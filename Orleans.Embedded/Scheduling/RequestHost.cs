namespace Orleans.Scheduling;

/// <summary>
/// A turn queue whose entries may be requests: it decides which of them may run beside which. Everything but
/// <see cref="Receive"/> happens on its own turns, hence without locks.
/// </summary>
internal abstract class RequestHost(Silo silo) : TurnQueue
{
    private RequestList _waiting; // structs: not readonly
    private RequestList _running;
    private int _queued;
    private bool _admitting;

    internal Silo Silo => silo;

    /// <summary>Requests that have come and have not been started. Read from any thread.</summary>
    internal int QueueLength => Volatile.Read(ref _queued);

    /// <summary>Requests that wait or run. Read from any thread.</summary>
    internal int Load => QueueLength + _running.Count;

    /// <summary>May the running turn do more than one thing, or does somebody wait for it to end?</summary>
    internal bool MayGoOn => IsOpen && QueueLength == 0;

    internal bool IsRunning => _running.Head is not null;

    /// <summary>May requests be started at all?</summary>
    protected virtual bool IsOpen => true;

    /// <summary>Is <see cref="MayInterleave"/> to be asked?</summary>
    protected virtual bool AsksPredicate => false;

    protected virtual bool HasOpenChains => false;

    /// <summary>Does the host's class let the two run side by side? Asked only if their methods do not say so.</summary>
    protected virtual bool MayInterleave(Request arriving, Request running) => false;

    /// <summary>Does the request belong to a chain of calls that may come back in?</summary>
    protected virtual bool IsInOpenChain(Request request) => false;

    /// <summary>Calls the method on the host's object.</summary>
    protected abstract void Execute(Request request);

    /// <summary>Called for each request that has ended, before its caller knows.</summary>
    protected virtual void Ending(Request request, Exception? exception) { }

    /// <summary>Called for each request that has ended, when its caller knows.</summary>
    protected virtual void Ended() { }

    /// <summary>Takes a request from any thread.</summary>
    public void Receive(Request request)
    {
        var queued = Interlocked.Increment(ref _queued);
        silo.Metrics.Arrived(queued);
        if (queued <= silo.QueueLimit) Post(request);
        else Refuse(request, new LimitExceededException($"{this} has {silo.QueueLimit} requests waiting and takes no more: {request}"));
    }

    /// <summary>A request has come to the head of the incoming queue.</summary>
    internal virtual void Arrive(Request request)
    {
        request.Host = this;
        if (request.IsAbandoned) Drop();
        else if (TryAdmit(request, out var refusal)) Start(request);
        else if (refusal is not null) Refuse(request, refusal);
        else _waiting.Add(request);
    }

    /// <summary>The method has ended: answers the caller and lets in whoever waited for that.</summary>
    internal void Finish(Request request, Exception? exception)
    {
        request.IsFinished = true;
        _running.Remove(request);
        exception ??= request.CopyResult();
        Ending(request, exception);
        request.Answer(exception);
        Ended();
        AdmitWaiting();
    }

    /// <summary>Starts whatever may start now.</summary>
    protected void AdmitWaiting()
    {
        if (_admitting || _waiting.Head is null) return;
        _admitting = true; // a started request that ends at once comes back here
        try
        {
            while (NextAdmissible() is { } request)
            {
                _waiting.Remove(request);
                if (request.IsAbandoned) Drop();
                else Start(request);
            }
        }
        finally
        {
            _admitting = false;
        }
    }

    /// <summary>Takes the oldest waiting request out.</summary>
    protected Request? TakeWaiting()
    {
        if (_waiting.Head is not { } request) return null;
        _waiting.Remove(request);
        Drop();
        return request;
    }

    protected void Drop() => Interlocked.Decrement(ref _queued);

    protected sealed override void Broken(Exception exception) => silo.Log.TurnBroken(exception, ToString()!);

    private void Start(Request request)
    {
        _running.Add(request); // before it stops counting as queued, so that its load does not vanish in between
        Drop();
        request.Begin();

        // In the context that the request brought, and nothing else: what the method puts there, or an earlier one left, is no
        // business of the next turn.
        var surroundings = ExecutionContext.Capture() ?? Clean!;
        if (!ReferenceEquals(surroundings, Clean)) ExecutionContext.Restore(Clean!);
        if (request.Context is { } context) RequestContext.Current = context;
        try
        {
            Execute(request);
        }
        catch (Exception exception)
        {
            if (request.IsFinished) Broken(exception); // the method had ended before
            else request.Returned(exception);
        }

        ExecutionContext.Restore(surroundings);
    }

    private void Refuse(Request request, Exception exception)
    {
        Drop();
        request.Answer(exception);
    }

    private bool TryAdmit(Request request, out Exception? refusal)
    {
        refusal = null;
        if (!IsOpen) return IsRunning && IsInOpenChain(request);
        if (_running.Barring == 0 || request.Method.AlwaysInterleave) return true;
        if (request.Method.ReadOnly && _running.BarringReads == 0) return true;
        if (HasOpenChains && IsInOpenChain(request)) return true;
        if (!AsksPredicate) return false;
        try
        {
            for (var other = _running.Head; other is not null; other = (Request?)other.Next)
            {
                var beside = other.Method.AlwaysInterleave || (other.Method.ReadOnly && request.Method.ReadOnly);
                if (!beside && !MayInterleave(request, other)) return false;
            }

            return true;
        }
        catch (Exception exception)
        {
            refusal = exception;
            return false;
        }
    }

    private Request? NextAdmissible()
    {
        if (!IsOpen && !HasOpenChains) return null;
        if (_running.Barring == 0 && IsOpen) return _waiting.Head;
        if (!AsksPredicate && !HasOpenChains && (_running.BarringReads > 0 || !_waiting.HasReads)) return null;
        var next = _waiting.Head;
        while (next is { IsAnswered: false } && !TryAdmit(next, out _)) next = (Request?)next.Next;
        return next;
    }
}
