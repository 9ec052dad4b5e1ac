namespace Orleans.Catalog;

/// <summary>What a grain id stands for at the moment: an activation, the workers of one key, or an observer.</summary>
internal interface ICallTarget
{
    /// <summary>It has ended: ask the catalog again. What it gets all the same, it passes on.</summary>
    bool IsGone { get; }

    void Receive(Request request);
}

/// <summary>Which activation stands for which grain id: at most one at a time, made when the first call comes.</summary>
internal sealed class GrainCatalog(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, ICallTarget> _targets = new();
    private readonly Func<GrainId, ICallTarget> _make = id => Make(silo, id);

    internal int Count => _targets.Count;

    /// <summary>What stands for the id now, made if need be. Making it is cheap: it does nothing before its first turn.</summary>
    internal ICallTarget Find(GrainId id)
    {
        if (_targets.TryGetValue(id, out var target)) return target;
        if (id.Type == ObserverRegistry.GrainType) return silo.Observers.Find(id);
        return _targets.GetOrAdd(id, _make);
    }

    /// <summary>Sends a request to whatever stands for the id; if nothing can, that is its answer.</summary>
    internal void Send(Request request, GrainId id)
    {
        var failure = Outcome.Of(static call => call.Catalog.Find(call.id).Receive(call.request), (Catalog: this, request, id));
        if (failure is not null) request.Answer(failure);
    }

    internal bool Has(GrainId id) => _targets.GetValueOrDefault(id) is Activation;

    internal void Remove(Activation activation, WorkerPool? pool)
    {
        if (pool is null) _targets.TryRemove(KeyValuePair.Create(activation.GrainId, (ICallTarget)activation));
        else if (pool.Remove(activation)) Forget(pool, activation.GrainId);
    }

    /// <summary>Takes a pool out that has no workers any more, unless another stands there already.</summary>
    internal void Forget(WorkerPool pool, GrainId id) => _targets.TryRemove(KeyValuePair.Create(id, (ICallTarget)pool));

    /// <summary>Every activation there is, as far as one can say while others come and go.</summary>
    internal IEnumerable<Activation> Activations() => _targets.SelectMany(t => t.Value is WorkerPool pool ? pool.Workers() : [(Activation)t.Value]);

    private static ICallTarget Make(Silo silo, GrainId id)
    {
        var grainClass = silo.Types.ClassOf(id.Type) ?? throw new ArgumentException($"No grain class has the type {id.Type}.");
        return grainClass.MaxWorkers > 0 ? new WorkerPool(silo, grainClass, id) : new Activation(silo, grainClass, id, null);
    }
}

/// <summary>The workers of one key of a stateless-worker grain: as many as there is work for, up to the class's limit.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public bool IsGone { get; private set; }

    public void Receive(Request request)
    {
        var worker = Choose();
        if (worker is null) silo.Catalog.Forget(this, id); // it may not have heard yet, and must not give us this pool again
        if (worker is null) silo.Catalog.Send(request, id);
        else worker.Receive(request);
    }

    /// <summary>Takes a worker out; true if it was the last one, and the pool is gone with it.</summary>
    internal bool Remove(Activation worker)
    {
        lock (_lock)
        {
            _workers.Remove(worker);
            return IsGone = _workers.Count == 0;
        }
    }

    /// <summary>The least busy worker, or a new one rather than a busy one; none if the pool is gone.</summary>
    private Activation? Choose()
    {
        lock (_lock)
        {
            if (IsGone) return null;
            var idlest = _workers.MinBy(w => w.Load);
            if (idlest is { Load: 0 } || _workers.Count == grainClass.MaxWorkers) return idlest;
            var added = new Activation(silo, grainClass, id, this);
            _workers.Add(added);
            return added;
        }
    }

    internal Activation[] Workers()
    {
        lock (_lock) return [.. _workers];
    }
}

/// <summary>Counts time in quanta, so that a call need not read a clock, and ends activations that were idle too long.</summary>
internal sealed class IdleCollector(Silo silo, GrainCollectionOptions options, TimeProvider clock) : IDisposable
{
    internal const int Never = int.MaxValue / 2;

    private readonly long _started = clock.GetTimestamp();
    private ITimer? _timer;
    private int _now;

    /// <summary>The number of quanta since the start.</summary>
    internal int Now => Volatile.Read(ref _now);

    internal void Start() => _timer = clock.CreateTimer(
        static self => ((IdleCollector)self!).Tick(), this, options.CollectionQuantum, options.CollectionQuantum);

    /// <summary>An age in quanta.</summary>
    internal int Quanta(TimeSpan age) =>
        age < TimeSpan.Zero || age == TimeSpan.MaxValue ? Never : (int)Math.Min(Never, Math.Ceiling(age / options.CollectionQuantum));

    /// <summary>The moment at which something must have been used last to live for the given time from now.</summary>
    internal int After(TimeSpan time, GrainClass grainClass) => Now + Math.Max(0, Quanta(time) - Math.Min(grainClass.CollectionAge, Never / 2));

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        var now = (int)Math.Min(Never, clock.GetElapsedTime(_started) / options.CollectionQuantum);
        Volatile.Write(ref _now, now);
        foreach (var activation in silo.Catalog.Activations())
        {
            activation.Age(now);
            if (activation.IsIdle(now)) activation.Post(new ActionTurn(activation.LeaveIfIdle));
        }
    }
}
