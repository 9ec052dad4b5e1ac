namespace Orleans.Catalog;

/// <summary>Observers by stage: started upwards, as far as asked, and stopped downwards.</summary>
internal class LifecycleStages : ILifecycleObservable
{
    private readonly List<(int Stage, ILifecycleObserver Observer)> _observers = [];
    private readonly HashSet<int> _stopped = [];
    private int _reached = int.MinValue;
    private bool _started;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var entry = (stage, observer);
        lock (_observers) _observers.Add(entry);
        return new Subscription(() =>
        {
            lock (_observers) _observers.Remove(entry);
        });
    }

    /// <summary>Starts the stages that have not been started, up to and including the given one.</summary>
    internal async Task StartAsync(int upTo, CancellationToken cancellation)
    {
        foreach (var stage in Groups().Where(s => s.Key <= upTo && (!_started || s.Key > _reached)).OrderBy(s => s.Key))
        {
            _started = true;
            _reached = stage.Key;
            await Task.WhenAll(stage.Select(o => Guarded(() => o.Observer.OnStart(cancellation))));
        }
    }

    /// <summary>Stops what was started and has not been stopped, from the top down to the given stage, whatever fails.</summary>
    internal async Task StopAsync(Action<Exception> failed, CancellationToken cancellation, int downTo = int.MinValue)
    {
        if (!_started) return;
        foreach (var stage in Groups().Where(s => s.Key >= downTo && s.Key <= _reached && !_stopped.Contains(s.Key)).OrderByDescending(s => s.Key))
        {
            _stopped.Add(stage.Key);
            try
            {
                await Task.WhenAll(stage.Select(o => Guarded(() => o.Observer.OnStop(cancellation))));
            }
            catch (Exception exception)
            {
                failed(exception);
            }
        }
    }

    private static async Task Guarded(Func<Task> step) => await step();

    private IGrouping<int, (int Stage, ILifecycleObserver Observer)>[] Groups()
    {
        lock (_observers) return [.. _observers.GroupBy(o => o.Stage)];
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>The stages of one activation.</summary>
internal sealed class GrainLifecycle : LifecycleStages, IGrainLifecycle;

/// <summary>The stages of the silo.</summary>
internal sealed class SiloLifecycle : LifecycleStages, ISiloLifecycle;
