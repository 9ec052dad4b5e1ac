namespace Orleans.Catalog;

/// <summary>The workers of one key of a stateless-worker grain: as many as there is work for, up to the class's limit.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public bool IsGone { get; private set; }

    public void Receive(Request request)
    {
        if (Choose() is { } worker)
        {
            worker.Receive(request);
            return;
        }

        // Its last worker has just left, but the catalog may not have heard yet: it must not give us this pool again.
        silo.Catalog.Forget(this, id);
        silo.Catalog.Send(request, id);
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
