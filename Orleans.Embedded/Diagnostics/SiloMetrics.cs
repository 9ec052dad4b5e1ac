using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Diagnostics;

/// <summary>
/// What can be measured of a silo, under the meter "Microsoft.Orleans". While nobody listens, each of these costs a look at a
/// flag, and calls are not timed.
/// </summary>
internal sealed class SiloMetrics(Meter meter, Func<int> activations) : IDisposable
{
    internal readonly ObservableGauge<int> Activations = meter.CreateObservableGauge("orleans-catalog-activations", activations, null, "in memory");
    internal readonly Counter<long> Activated = meter.CreateCounter<long>("orleans-catalog-activation-created", null, "activations that began");
    internal readonly Counter<long> Failed = meter.CreateCounter<long>("orleans-catalog-activation-failed-to-activate", null, "that failed to begin");
    internal readonly Counter<long> Deactivated = meter.CreateCounter<long>("orleans-catalog-activation-destroyed", null, "activations that ended");
    internal readonly Counter<long> Timeouts = meter.CreateCounter<long>("orleans-app-requests-timedout", null, "grain calls not answered in time");
    internal readonly Counter<long> StreamEvents = meter.CreateCounter<long>("orleans-streams-events-delivered", null, "items that were taken");
    internal readonly Counter<long> ReminderTicks = meter.CreateCounter<long>("orleans-reminders-ticks-delivered", null, "ticks that reminders gave");
    private readonly Counter<long> _calls = meter.CreateCounter<long>("orleans-app-requests", null, "grain calls sent");
    private readonly Histogram<double> _latency = meter.CreateHistogram<double>("orleans-app-requests-latency", "ms", "from sending to answer");
    private readonly Histogram<int> _queue = meter.CreateHistogram<int>("orleans-app-requests-queued", null, "waiting, seen by one that arrives");

    /// <summary>Counts a call; returns when it was sent, or zero if nobody wants to know how long calls take.</summary>
    internal long Sent(CallMethod method)
    {
        if (_calls.Enabled) _calls.Add(1, Tag(method));
        return _latency.Enabled ? Stopwatch.GetTimestamp() : 0;
    }

    internal void Answered(CallMethod method, long sent) => _latency.Record(Stopwatch.GetElapsedTime(sent).TotalMilliseconds, Tag(method));

    internal void Arrived(int queued)
    {
        if (_queue.Enabled) _queue.Record(queued);
    }

    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(CallMethod method) => new("method", method.FullName);
}
