using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Orleans.Diagnostics;

/// <summary>
/// What can be measured of a silo, under the meter "Microsoft.Orleans". While nobody listens, each of these costs a look at a
/// flag, and calls are not timed.
/// </summary>
internal sealed class SiloMetrics : IDisposable
{
    private readonly Meter _meter;
    internal readonly Counter<long> Activated;
    internal readonly Counter<long> Failed;
    internal readonly Counter<long> Deactivated;
    private readonly Counter<long> _calls;
    internal readonly Counter<long> Timeouts;
    internal readonly Counter<long> StreamEvents;
    internal readonly Counter<long> ReminderTicks;
    private readonly Histogram<double> _latency;
    private readonly Histogram<int> _queue;

    internal SiloMetrics(Silo silo, IMeterFactory factory)
    {
        _meter = factory.Create("Microsoft.Orleans"); // its scope is the factory, and so the silo's container
        _meter.CreateObservableGauge("orleans-catalog-activations", () => silo.Catalog.Count, null, "grains in memory");
        Activated = _meter.CreateCounter<long>("orleans-catalog-activation-created", null, "activations that began");
        Failed = _meter.CreateCounter<long>("orleans-catalog-activation-failed-to-activate", null, "activations that failed to begin");
        Deactivated = _meter.CreateCounter<long>("orleans-catalog-activation-destroyed", null, "activations that ended");
        _calls = _meter.CreateCounter<long>("orleans-app-requests", null, "grain calls sent");
        _latency = _meter.CreateHistogram<double>("orleans-app-requests-latency", "ms", "from sending a grain call to its answer");
        Timeouts = _meter.CreateCounter<long>("orleans-app-requests-timedout", null, "grain calls not answered in time");
        _queue = _meter.CreateHistogram<int>("orleans-app-requests-queued", null, "requests waiting at a grain, seen by one that arrives");
        StreamEvents = _meter.CreateCounter<long>("orleans-streams-events-delivered", null, "items that consumers of streams took");
        ReminderTicks = _meter.CreateCounter<long>("orleans-reminders-ticks-delivered", null, "ticks that reminders gave");
    }

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

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(CallMethod method) => new("method", method.FullName);
}
