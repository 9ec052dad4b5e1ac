using System.Diagnostics.Metrics;

namespace Orders.Storage;

/// <summary>What the writer does, for whoever listens to the meter <c>Orders.Storage</c>.</summary>
internal sealed class StorageMetrics
{
    public const string MeterName = "Orders.Storage";

    private readonly Meter _meter;
    private readonly Histogram<int> _batch;
    private readonly Histogram<double> _commit;
    private readonly Counter<long> _failed;

    public StorageMetrics(IMeterFactory? meters)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _batch = _meter.CreateHistogram<int>("orders.storage.batch", "{write}", "Writes that shared a commit.");
        _commit = _meter.CreateHistogram<double>("orders.storage.commit", "ms", "From the beginning of a transaction until it is durable.");
        _failed = _meter.CreateCounter<long>("orders.storage.failed", "{write}", "Writes that failed: a bug in them, a lock, or the database.");
    }

    public void Watch(Func<int> queueLength) =>
        _meter.CreateObservableGauge("orders.storage.queue", queueLength, "{write}", "Writes that wait for the writer.");

    public void Committed(int writes, TimeSpan took)
    {
        _batch.Record(writes);
        _commit.Record(took.TotalMilliseconds);
    }

    public void Failed(int writes) => _failed.Add(writes);
}
