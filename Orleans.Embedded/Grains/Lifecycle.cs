namespace Orleans;

/// <summary>A start and stop in stages: from low to high, and back down.</summary>
public interface ILifecycleObservable;

/// <summary>A service that subscribes itself to a lifecycle.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    void Participate(TLifecycleObservable lifecycle);
}

/// <summary>The stages of a silo.</summary>
public static class ServiceLifecycleStage
{
    public const int RuntimeInitialize = 2000;
    public const int RuntimeStorageServices = 6000;
    public const int RuntimeGrainServices = 8000;
    public const int ApplicationServices = 10000;
    public const int BecomeActive = Active - 1;
    public const int Active = 20000;
    public const int Last = int.MaxValue;
}

public static class LifecycleExtensions
{
    /// <summary>Has something done when the stage is reached on the way up, and when it is left on the way down.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop) =>
        ((SiloLifecycle)observable).Add(stage, onStart, onStop);
}
