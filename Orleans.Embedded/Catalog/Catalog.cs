namespace Orleans.Catalog;

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
        try
        {
            Find(id).Receive(request);
        }
        catch (Exception exception)
        {
            request.Answer(exception);
        }
    }

    internal Activation? TryFind(GrainId id) => _targets.GetValueOrDefault(id) as Activation;

    internal void Remove(Activation activation, WorkerPool? pool)
    {
        if (pool is null) _targets.TryRemove(KeyValuePair.Create(activation.GrainId, (ICallTarget)activation));
        else if (pool.Remove(activation)) Forget(pool, activation.GrainId);
    }

    /// <summary>Takes a pool out that has no workers any more, unless another stands there already.</summary>
    internal void Forget(WorkerPool pool, GrainId id) => _targets.TryRemove(KeyValuePair.Create(id, (ICallTarget)pool));

    /// <summary>Every activation there is, as far as one can say while others come and go.</summary>
    internal IEnumerable<Activation> Activations()
    {
        foreach (var (_, target) in _targets)
        {
            if (target is Activation activation) yield return activation;
            else if (target is WorkerPool pool) foreach (var worker in pool.Workers()) yield return worker;
        }
    }

    private static ICallTarget Make(Silo silo, GrainId id)
    {
        var grainClass = silo.Types.ClassOf(id.Type) ?? throw new ArgumentException($"No grain class has the type {id.Type}.");
        return grainClass.MaxWorkers > 0 ? new WorkerPool(silo, grainClass, id) : new Activation(silo, grainClass, id, null);
    }
}
