namespace Orleans.Catalog;

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
            if (activation.IsIdle(now)) activation.Post(new Scheduling.ActionTurn(activation.LeaveIfIdle));
        }
    }
}
