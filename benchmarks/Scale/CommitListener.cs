using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Orders.Benchmarks;

/// <summary>Listens to the meter <c>Orders.Storage</c>: how many writes shared each commit, and how long it took.</summary>
internal sealed class CommitListener : IDisposable
{
    private const string MeterName = "Orders.Storage";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<int> _batches = new();
    private readonly ConcurrentQueue<double> _times = new();

    public CommitListener()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
        {
            if (instrument.Name == "orders.storage.batch") _batches.Enqueue(value);
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            if (instrument.Name == "orders.storage.commit") _times.Enqueue(value);
        });
        _listener.Start();
    }

    /// <summary>One entry for each commit so far. The writer tells of both, one after the other, on its one thread.</summary>
    public (int Writes, double Milliseconds)[] Commits => [.. _batches.Zip(_times)];

    /// <summary>Milliseconds of a commit as fixed + per write × writes, by least squares.</summary>
    public static (double Fixed, double PerWrite) Fit(IReadOnlyCollection<(int Writes, double Milliseconds)> commits)
    {
        double n = commits.Count, x = commits.Sum(c => c.Writes), y = commits.Sum(c => c.Milliseconds);
        double xx = commits.Sum(c => (double)c.Writes * c.Writes), xy = commits.Sum(c => c.Writes * c.Milliseconds);
        var slope = ((n * xy) - (x * y)) / ((n * xx) - (x * x));
        return ((y - (slope * x)) / n, slope);
    }

    public void Dispose() => _listener.Dispose();
}
