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
        this ILifecycleObservable observable, string observerName, int stage,
        Func<CancellationToken, Task> onStart, Func<CancellationToken, Task>? onStop) =>
        ((SiloLifecycle)observable).Add(stage, onStart, onStop);
}

/// <summary>What is to be done at the stages of the silo: started upwards, as far as asked, and stopped downwards.</summary>
internal sealed class SiloLifecycle : ISiloLifecycle
{
    private ImmutableList<Step> _steps = [];
    private readonly HashSet<int> _started = [];

    internal IDisposable Add(int stage, Func<CancellationToken, Task> start, Func<CancellationToken, Task>? stop)
    {
        var step = new Step(this, stage, start, stop);
        ImmutableInterlocked.Update(ref _steps, steps => steps.Add(step));
        return step;
    }

    /// <summary>Starts the stages that have not been started, up to and including the given one.</summary>
    internal async Task StartAsync(int upTo, CancellationToken cancellation)
    {
        var reached = _started.Count == 0 ? int.MinValue : _started.Max();
        foreach (var stage in Stages().Where(s => s.Key <= upTo && s.Key >= reached && !_started.Contains(s.Key)))
        {
            _started.Add(stage.Key);
            await Task.WhenAll(stage.Select(async step => await step.Start(cancellation)));
        }
    }

    /// <summary>Stops what was started, from the top down to the given stage, whatever fails.</summary>
    internal async Task StopAsync(Action<Exception> failed, CancellationToken cancellation, int downTo = int.MinValue)
    {
        foreach (var stage in Stages().Reverse().Where(s => s.Key >= downTo && _started.Remove(s.Key)))
        {
            var stopping = stage.Select(async step => await (step.Stop?.Invoke(cancellation) ?? Task.CompletedTask));
            if (await Outcome.Of(() => Task.WhenAll(stopping)) is { } failure) failed(failure);
        }
    }

    private IGrouping<int, Step>[] Stages() => [.. _steps.GroupBy(step => step.Stage).OrderBy(stage => stage.Key)];

    private sealed record Step(SiloLifecycle Owner, int Stage, Func<CancellationToken, Task> Start, Func<CancellationToken, Task>? Stop) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref Owner._steps, steps => steps.Remove(this));
    }
}
