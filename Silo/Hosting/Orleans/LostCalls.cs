using System.Collections.Concurrent;

namespace Orders.Hosting;

/// <summary>
/// A call that was on its way to a silo when that was killed is never answered, and Orleans' client waits for its time limit, half a minute. So
/// after a loss nobody waits longer than it takes the cluster to notice, and some: who does hears what he would have heard then, that
/// what he asked for may have been done or not.
/// </summary>
internal sealed class LostCalls : IOutgoingGrainCallFilter, IAsyncDisposable
{
    /// <summary>The others declare a silo dead after some seconds; what is asked of its grains then is answered by another.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Looking = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time;
    private readonly SiloLosses _losses;
    private readonly ConcurrentDictionary<TaskCompletionSource, long> _calls = new();
    private readonly ITimer _timer;
    private long _lost;

    public LostCalls(TimeProvider time, SiloLosses losses)
    {
        (_time, _losses) = (time, losses);
        _timer = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _losses.Lost += Begin;
    }

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = context.Invoke();
        if (call.IsCompleted)
        {
            await call;
            return;
        }

        var cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[cut] = _time.GetTimestamp();
        await Task.WhenAny(call, cut.Task);
        _calls.TryRemove(cut, out _);
        if (call.IsCompleted)
        {
            await call;
            return;
        }

        // Nobody waits for it any more; what becomes of it is nobody's fault.
        _ = call.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        throw new SiloUnavailableException($"A silo was lost, and {context.InterfaceName}.{context.MethodName} has not been answered for {Longest.TotalSeconds} s.");
    }

    public ValueTask DisposeAsync()
    {
        _losses.Lost -= Begin;
        return _timer.DisposeAsync();
    }

    private void Begin()
    {
        Interlocked.Exchange(ref _lost, _time.GetTimestamp());
        _timer.Change(Look, Look);
    }

    private void Sweep()
    {
        foreach (var (cut, since) in _calls)
        {
            if (_time.GetElapsedTime(since) >= Longest) cut.TrySetResult();
        }

        if (_time.GetElapsedTime(Interlocked.Read(ref _lost)) > Looking) _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
