namespace Orleans.Observers;

/// <summary>The objects that are no grains and may be notified by grains, by the id of their reference.</summary>
internal sealed class ObserverRegistry(Silo silo)
{
    /// <summary>The grain type of every observer's id.</summary>
    internal static readonly GrainType GrainType = GrainType.Create("sys.observer");

    private readonly ConcurrentDictionary<GrainId, ObserverHost> _hosts = new();

    internal GrainId Add(IGrainObserver observer)
    {
        var id = GrainId.Create(GrainType, Guid.NewGuid().ToString("N"));
        _hosts[id] = new ObserverHost(silo, id, observer);
        return id;
    }

    internal void Remove(GrainId id)
    {
        if (_hosts.TryRemove(id, out var host)) host.IsGone = true;
    }

    /// <summary>Where an observer was, as in Orleans, nobody answers: a caller who waits hears so from the call's time limit.</summary>
    internal ICallTarget Find(GrainId id) => _hosts.GetValueOrDefault(id) ?? new ObserverHost(silo, id, null) { IsGone = true };

    /// <summary>The turns of one observer; the object itself belongs to whoever made the reference.</summary>
    private sealed class ObserverHost(Silo silo, GrainId id, IGrainObserver? observer) : RequestHost(silo), ICallTarget
    {
        private readonly WeakReference<IGrainObserver?> _observer = new(observer);

        public bool IsGone { get; internal set; }

        public override string ToString() => $"observer {id}";

        internal override void Arrive(Request request)
        {
            if (IsGone) Drop();
            else base.Arrive(request);
        }

        protected override void Execute(Request request)
        {
            if (_observer.TryGetTarget(out var alive))
            {
                request.Invoke(alive);
                return;
            }

            Silo.Observers.Remove(id);
            request.Returned(new OrleansException($"{this} is no more: nobody held on to its object."));
        }
    }
}
