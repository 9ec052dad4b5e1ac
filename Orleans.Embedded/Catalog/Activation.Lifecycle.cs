namespace Orleans.Catalog;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    private const int UsedSinceTick = -1;

    private volatile State _state;
    private DeactivationReason _reason;
    private TaskCompletionSource? _deactivated;
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

    public Task Deactivated
    {
        get
        {
            var source = _deactivated;
            if (source is null)
            {
                var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                source = Interlocked.CompareExchange(ref _deactivated, made, null) ?? made;
            }

            if (IsGone) source.TrySetResult();
            return source.Task;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ReferenceEquals(Current, this)) Leave(deactivationReason);
        else Post(new ActionTurn(() => Leave(deactivationReason)));
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
        _state == State.Active && !IsRunning && QueueLength == 0 && Volatile.Read(ref _lastUsed) is var used and not UsedSinceTick && now - used > Class.CollectionAge;

    internal void LeaveIfIdle()
    {
        if (IsIdle(Silo.Collector.Now)) Leave(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "it was idle"));
    }

    private void Activate()
    {
        _state = State.Activating;
        Task activating;
        try
        {
            GrainInstance = Class.Create(this);
            if (GrainInstance is ILifecycleParticipant<IGrainLifecycle> participant) participant.Participate(ObservableLifecycle);
            activating = _lifecycle is null && !Class.HasOnActivate ? Task.CompletedTask : ActivateAsync();
        }
        catch (Exception exception)
        {
            activating = Task.FromException(exception);
        }

        if (activating.IsCompleted) Activated(activating);
        else After(activating, static (task, self) => ((Activation)self!).Activated(task), this);
    }

    private async Task ActivateAsync()
    {
        using var limit = new CancellationTokenSource(Silo.ActivationTimeout, Silo.HousekeepingClock);
        if (_lifecycle is { } lifecycle) await lifecycle.StartAsync(GrainLifecycleStage.Activate, limit.Token);
        if (Class.HasOnActivate) await ((IGrainBase)GrainInstance!).OnActivateAsync(limit.Token);
        if (_lifecycle is { } rest) await rest.StartAsync(GrainLifecycleStage.Last, limit.Token);
    }

    private void Activated(Task activating)
    {
        if (activating.Failure() is { } exception)
        {
            Fail(exception);
            return;
        }

        Silo.Metrics.Activated();
        _state = _reason.ReasonCode == DeactivationReasonCode.None ? State.Active : State.Leaving;
        Touch();
        AdmitWaiting();
        if (_state == State.Leaving && !IsRunning) BeginDeactivation();
    }

    private void Fail(Exception exception)
    {
        Silo.Log.ActivationFailed(exception, ToString());
        Silo.Metrics.ActivationFailed();
        StopTimers();
        Vanish();
        while (TakeWaiting() is { } request) request.Answer(exception);
        _ = DisposeScopeAsync();
    }

    private async Task DisposeScopeAsync()
    {
        if (_scope is not { } scope) return;
        _scope = null;
        try
        {
            await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, ToString());
        }
    }

    private void Leave(DeactivationReason reason)
    {
        if (_state > State.Active || _reason.ReasonCode != DeactivationReasonCode.None) return;
        _reason = reason;
        if (_state == State.Fresh) Vanish();
        if (_state != State.Active) return;
        _state = State.Leaving;
        if (!IsRunning) BeginDeactivation();
    }

    private void BeginDeactivation()
    {
        _state = State.Deactivating;
        StopSequences();
        StopTimers();
        if (_lifecycle is null && !Class.HasOnDeactivate && _scope is null)
        {
            End();
            return;
        }

        After(DeactivateAsync(), static (_, self) => ((Activation)self!).End(), this);
    }

    private async Task DeactivateAsync()
    {
        using var limit = new CancellationTokenSource(Silo.DeactivationTimeout, Silo.HousekeepingClock);
        try
        {
            if (Class.HasOnDeactivate) await ((IGrainBase)GrainInstance!).OnDeactivateAsync(_reason, limit.Token);
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, ToString());
        }

        try
        {
            if (_lifecycle is { } lifecycle) await lifecycle.StopAsync(limit.Token);
            if (GrainInstance is IAsyncDisposable later) await later.DisposeAsync();
            else if (GrainInstance is IDisposable now) now.Dispose();
            await DisposeScopeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, ToString());
        }
    }

    private void End()
    {
        Silo.Metrics.Deactivated();
        Vanish();
        while (TakeWaiting() is { } request) Silo.Forward(request, GrainId);
    }

    private void Vanish()
    {
        Silo.Catalog.Remove(this, pool);
        _state = State.Gone;
        GrainInstance = null; // a reference may remember this activation for long
        _deactivated?.TrySetResult();
        Interlocked.MemoryBarrier(); // against Deactivated, which sets the field and then looks at the state
        _deactivated?.TrySetResult();
    }
}
