namespace Orleans.Catalog;

/// <summary>The workers of one key of a stateless-worker grain: as many as there is work for, up to the class's limit.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId id) : ICallTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public bool IsGone { get; private set; }

    public void Receive(Request request)
    {
        Activation? chosen = null;
        lock (_lock)
        {
            if (!IsGone)
            {
                foreach (var worker in _workers)
                {
                    if (chosen is null || worker.Load < chosen.Load) chosen = worker;
                }

                if (chosen is null || (chosen.Load > 0 && _workers.Count < grainClass.MaxWorkers))
                {
                    chosen = new Activation(silo, grainClass, id, this);
                    _workers.Add(chosen);
                }
            }
        }

        if (chosen is not null)
        {
            chosen.Receive(request);
            return;
        }

        // Its last worker has just left, but the catalog may not have heard yet: it must not give us this pool again.
        silo.Catalog.Forget(this, id);
        silo.Catalog.Find(id).Receive(request);
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

    internal Activation[] Workers()
    {
        lock (_lock) return [.. _workers];
    }
}
