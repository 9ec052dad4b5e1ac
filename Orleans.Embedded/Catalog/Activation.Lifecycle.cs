namespace Orleans.Catalog;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private const int UsedSinceTick = -1;

    private volatile State _state;
    private DeactivationReason _reason;
    private TaskCompletionSource<bool>? _ended;
    private List<IDisposable>? _attached;
    private List<Core.IStorage>? _states;
    private int _lastUsed = UsedSinceTick;

    private enum State : byte
    {
        /// <summary>Nobody has called yet.</summary>
        Fresh,

        /// <summary>Its object is being made, its state loaded, its OnActivateAsync run. Calls wait.</summary>
        Activating,

        Active,

        /// <summary>Is to end as soon as its running calls have. Calls wait, for the next activation.</summary>
        Leaving,

        /// <summary>Its OnDeactivateAsync runs.</summary>
        Deactivating,

        /// <summary>Has ended. Calls are sent on.</summary>
        Gone,
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(Current, this)) Leave(deactivationReason);
        else Post(new ActionTurn(() => Leave(deactivationReason)));
    }

    /// <summary>Ends the activation and waits until it has ended.</summary>
    internal Task DeactivateAsync(DeactivationReason reason) => Run(() =>
    {
        _ended ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (IsGone) _ended.TrySetResult(true);
        else Leave(reason);
        return _ended.Task;
    });

    /// <summary>Has a state loaded before OnActivateAsync.</summary>
    internal Core.IStorage LoadFirst(Core.IStorage state)
    {
        (_states ??= []).Add(state);
        return state;
    }

    /// <summary>Notes that it was used just now, unless it is to be kept for longer anyway.</summary>
    internal void Touch()
    {
        if (_lastUsed <= Silo.Collector.Now) Volatile.Write(ref _lastUsed, UsedSinceTick);
    }

    /// <summary>A tick of the collector, which may be late: what was used since the last one was used as late as now.</summary>
    internal void Age(int now) => Interlocked.CompareExchange(ref _lastUsed, now, UsedSinceTick);

    internal void DelayDeactivation(TimeSpan time) =>
        Volatile.Write(ref _lastUsed, time < TimeSpan.Zero ? UsedSinceTick : Silo.Collector.After(time, Class));

    /// <summary>Asked by the collector from its own thread, and again on a turn before it is done.</summary>
    internal bool IsIdle(int now) =>
        _state == State.Active && !IsRunning && QueueLength == 0
        && Volatile.Read(ref _lastUsed) is var used and not UsedSinceTick && now - used > Class.CollectionAge;

    internal void LeaveIfIdle()
    {
        if (IsIdle(Silo.Collector.Now)) Leave(new DeactivationReason(DeactivationReasonCode.ActivationIdle, null, "it was idle"));
    }

    /// <summary>What is to be disposed of when the activation ends: its timers, and sequences that are being read from it.</summary>
    internal void EndWithIt(IDisposable attached) => (_attached ??= []).Add(attached);

    /// <summary>It has ended by itself.</summary>
    internal void Outlives(IDisposable attached) => _attached?.Remove(attached);

    private void Activate()
    {
        _state = State.Activating;
        After(ActivateAsync(), static (task, self) => ((Activation)self!).Activated(task), this);
    }

    private async Task ActivateAsync()
    {
        Grain = Class.Create(this);
        if (_states is not null) await Task.WhenAll(_states.Select(state => state.ReadStateAsync()));
        _states = null;
        if (!Class.HasOnActivate) return;
        using var limit = new CancellationTokenSource(Silo.Lifetimes.ActivationTimeout, Silo.HousekeepingClock);
        await Grain.OnActivateAsync(limit.Token);
    }

    private void Activated(Task activating)
    {
        if (activating.Failure() is { } exception)
        {
            Fail(exception);
            return;
        }

        Silo.Metrics.Activated.Add(1);
        _state = _reason.ReasonCode == DeactivationReasonCode.None ? State.Active : State.Leaving;
        Touch();
        AdmitWaiting();
        Ended();
    }

    private void Fail(Exception exception)
    {
        Silo.Log.ActivationFailed(exception, ToString());
        Silo.Metrics.Failed.Add(1);
        EndAttached();
        Vanish();
        while (TakeWaiting() is { } request) request.Answer(exception);
        _ = Attempt(() => Dispose(_scope));
    }

    private void Leave(DeactivationReason reason)
    {
        if (_state > State.Active || _reason.ReasonCode != DeactivationReasonCode.None) return;
        _reason = reason;
        if (_state == State.Fresh) Vanish();
        if (_state != State.Active) return;
        _state = State.Leaving;
        Ended();
    }

    private void BeginDeactivation()
    {
        _state = State.Deactivating;
        EndAttached();
        if (!Class.HasOnDeactivate && _scope is null) End();
        else After(DeactivateAsync(), static (_, self) => ((Activation)self!).End(), this);
    }

    private async Task DeactivateAsync()
    {
        using var limit = new CancellationTokenSource(Silo.Lifetimes.DeactivationTimeout, Silo.HousekeepingClock);
        await Attempt(() => Grain!.OnDeactivateAsync(_reason, limit.Token));
        await Attempt(() => Dispose(Grain));
        await Attempt(() => Dispose(_scope));
    }

    private static async Task Dispose(object? owned)
    {
        if (owned is IAsyncDisposable later) await later.DisposeAsync();
        else (owned as IDisposable)?.Dispose();
    }

    /// <summary>What fails on the way out must not keep the rest from being done.</summary>
    private async Task Attempt(Func<Task> step)
    {
        if (await Outcome.Of(step) is { } failure) Silo.Log.DeactivationFailed(failure, ToString());
    }

    private void EndAttached()
    {
        foreach (var attached in _attached?.ToArray() ?? []) attached.Dispose();
    }

    private void End()
    {
        Silo.Metrics.Deactivated.Add(1);
        Vanish();
        while (TakeWaiting() is { } request) Silo.Forward(request, GrainId);
    }

    private void Vanish()
    {
        Silo.Catalog.Remove(this, pool);
        _state = State.Gone;
        Grain = null; // a reference may remember this activation for long
        _ended?.TrySetResult(true);
    }
}
