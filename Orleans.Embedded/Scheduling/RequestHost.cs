using System.Diagnostics.CodeAnalysis;
using Orleans.References;
using Orleans.Runtime;

namespace Orleans.Scheduling;

/// <summary>
/// A turn queue whose entries may be requests: it decides which of them may run beside which. Everything but
/// <see cref="Receive"/> happens on its own turns, hence without locks.
/// </summary>
internal abstract class RequestHost : TurnQueue
{
    private RequestList _waiting; // a struct: not readonly
    private Request? _running;
    private int _runningCount;
    private int _barring;
    private int _barringWrites;
    private int _queued;
    private bool _admitting;

    /// <summary>Requests that have come and have not been started. Read from any thread.</summary>
    internal int QueueLength => Volatile.Read(ref _queued);

    /// <summary>Requests that wait or run. Read from any thread.</summary>
    internal int Load => Volatile.Read(ref _queued) + Volatile.Read(ref _runningCount);

    /// <summary>May the running turn do more than one thing, or does somebody wait for it to end?</summary>
    internal bool MayGoOn => IsOpen && QueueLength == 0;

    internal bool IsRunning => _running is not null;

    protected bool HasWaiting => _waiting.Head is not null;

    protected Request? FirstRunning => _running;

    protected abstract int QueueLimit { get; }

    /// <summary>May requests be started at all?</summary>
    protected abstract bool IsOpen { get; }

    /// <summary>Does the host's class let the two run side by side? Asked only if their methods do not say so.</summary>
    protected abstract bool MayInterleave(Request arriving, Request running);

    protected abstract bool AsksPredicate { get; }

    /// <summary>Does the request belong to a chain of calls that may come back in?</summary>
    protected abstract bool IsInOpenChain(Request request);

    protected virtual bool HasOpenChains => false;

    /// <summary>Calls the method on the host's object.</summary>
    protected abstract void Execute(Request request);

    /// <summary>Told how many requests wait, the one that has just come among them.</summary>
    protected abstract void Queued(int waiting);

    /// <summary>Called for each request that has ended, before its caller knows.</summary>
    protected virtual void Ending(Request request, Exception? exception)
    {
    }

    /// <summary>Called for each request that has ended, when its caller knows.</summary>
    protected abstract void Ended(Request request, Exception? exception);

    /// <summary>Takes a request from any thread.</summary>
    public void Receive(Request request)
    {
        var queued = Interlocked.Increment(ref _queued);
        Queued(queued);
        if (queued > QueueLimit)
        {
            Interlocked.Decrement(ref _queued);
            request.Answer(new LimitExceededException($"{this} has {QueueLimit} requests waiting and takes no more: {request}"));
            return;
        }

        Post(request);
    }

    /// <summary>A request has come to the head of the incoming queue.</summary>
    internal virtual void Arrive(Request request)
    {
        request.Host = this;
        if (request.IsAbandoned) Drop();
        else if (TryAdmit(request, out var refusal)) Start(request);
        else if (refusal is not null) Refuse(request, refusal);
        else Wait(request);
    }

    /// <summary>The method has ended: answers the caller and lets in whoever waited for that.</summary>
    internal void Finish(Request request, Exception? exception)
    {
        Unlink(request);
        if (exception is null)
        {
            try
            {
                request.CopyResult();
            }
            catch (Exception copying)
            {
                exception = copying;
            }
        }

        Ending(request, exception);
        request.Answer(exception);
        Ended(request, exception);
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
                if (request.IsAbandoned) Drop();
                else Start(request);
            }
        }
        finally
        {
            _admitting = false;
        }
    }

    /// <summary>Takes every waiting request out, oldest first.</summary>
    protected Request? TakeWaiting()
    {
        if (!_waiting.TryTakeFirst(out var request)) return null;
        Interlocked.Decrement(ref _queued);
        return request;
    }

    protected void Drop() => Interlocked.Decrement(ref _queued);

    protected void Wait(Request request) => _waiting.Add(request);

    private void Start(Request request)
    {
        Link(request); // before it stops counting as queued, so that its load does not vanish in between
        Interlocked.Decrement(ref _queued);
        request.Begin();
        RunIn(request.Context, request);
    }

    /// <summary>
    /// Runs in the context that the request brought, and nothing else: what the method puts there, or an earlier one left,
    /// is no business of the next turn.
    /// </summary>
    private void RunIn(ContextValues? context, Request request)
    {
        var surroundings = ExecutionContext.Capture() ?? Clean!;
        if (!ReferenceEquals(surroundings, Clean)) ExecutionContext.Restore(Clean!);
        if (context is not null) RequestContext.Current = context;
        try
        {
            Execute(request);
        }
        catch (Exception exception)
        {
            request.Returned(exception);
        }

        ExecutionContext.Restore(surroundings);
    }

    private void Refuse(Request request, Exception exception)
    {
        Interlocked.Decrement(ref _queued);
        request.Answer(exception);
    }

    private bool TryAdmit(Request request, out Exception? refusal)
    {
        refusal = null;
        if (!IsOpen) return _running is not null && IsInOpenChain(request);
        if (_barring == 0 || request.Method.AlwaysInterleave) return true;
        if (request.Method.ReadOnly && _barringWrites == 0) return true;
        if (HasOpenChains && IsInOpenChain(request)) return true;
        if (!AsksPredicate) return false;
        try
        {
            for (var other = _running; other is not null; other = (Request?)other.Next)
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
        if (_barring == 0 && IsOpen) return _waiting.TryTakeFirst(out var first) ? first : null;
        if (!AsksPredicate && !HasOpenChains && (_barringWrites > 0 || _waiting.Reads == 0)) return null;
        for (var request = _waiting.Head; request is not null; request = (Request?)request.Next)
        {
            var admitted = request.IsAnswered || TryAdmit(request, out var refusal);
            if (!admitted) continue;
            _waiting.Remove(request);
            return request;
        }

        return null;
    }

    private void Link(Request request)
    {
        request.Previous = null;
        request.Next = _running;
        if (_running is not null) _running.Previous = request;
        _running = request;
        _runningCount++;
        if (request.Method.AlwaysInterleave) return;
        _barring++;
        if (!request.Method.ReadOnly) _barringWrites++;
    }

    private void Unlink(Request request)
    {
        var next = (Request?)request.Next;
        if (request.Previous is { } previous) previous.Next = next;
        else _running = next;
        if (next is not null) next.Previous = request.Previous;
        request.Next = null;
        request.Previous = null;
        _runningCount--;
        if (request.Method.AlwaysInterleave) return;
        _barring--;
        if (!request.Method.ReadOnly) _barringWrites--;
    }
}
