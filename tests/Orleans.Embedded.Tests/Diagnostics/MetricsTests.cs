using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Embedded.Tests.Calls;
using Xunit;

namespace Orleans.Embedded.Tests.Diagnostics;

public sealed class MetricsTests
{
    // Catches: an instrument that is missing, or that counts what did not happen.
    [Fact]
    public async Task Row38_CallsLatencyQueueAndActivations_AreMeasured()
    {
        await using var silo = await TestSilo.StartAsync();
        using var measured = new Measured(silo);
        var key = Guid.NewGuid().ToString();
        var grain = silo.Grains.GetGrain<IBusyGrain>(key);
        var busy = grain.Enter();
        await Gate.Opened(key + " entered");
        var waiting = new[] { grain.Count(), grain.Count() };
        Gate.Open(key + " may leave");
        await busy;
        await Task.WhenAll(waiting);

        Assert.Equal(1, measured.Sum("orleans-catalog-activation-created"));
        Assert.Equal(3, measured.Sum("orleans-app-requests"));
        Assert.Equal(3, measured.Count("orleans-app-requests-latency"));
        Assert.Equal(2, measured.Max("orleans-app-requests-queued"));
        measured.Observe();
        Assert.Equal(1, measured.Max("orleans-catalog-activations"));
        Assert.Contains("IBusyGrain.Count", measured.Methods);
    }

    // Catches: timeouts that nobody counts.
    [Fact]
    public async Task Row38_Timeouts_AreCounted()
    {
        await using var silo = await TestSilo.StartAsync(s => s.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromMilliseconds(300)));
        using var measured = new Measured(silo);
        var key = Guid.NewGuid().ToString();

        await Assert.ThrowsAsync<TimeoutException>(silo.Grains.GetGrain<IBusyGrain>(key).Enter);

        Assert.Equal(1, measured.Sum("orleans-app-requests-timedout"));
        Gate.Open(key + " may leave");
    }

    // Catches: a meter shared by two silos of one process.
    [Fact]
    public async Task Row38_EachSilo_HasItsOwnMeter()
    {
        await using var one = await TestSilo.StartAsync();
        await using var two = await TestSilo.StartAsync();
        using var measured = new Measured(one);

        await two.Grains.GetGrain<IBusyGrain>("k").Count();

        Assert.Equal(0, measured.Sum("orleans-app-requests"));
    }

    /// <summary>Listens to the meter of one silo.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Instrument, double Value, string? Method)> _values = new();

        public Measured(TestSilo silo)
        {
            var factory = silo.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Microsoft.Orleans" && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
            _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Add(i, value, tags));
            _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
            _listener.Start();
        }

        public IEnumerable<string?> Methods => _values.Select(v => v.Method);

        public double Sum(string instrument) => Values(instrument).Sum();

        public double Max(string instrument) => Values(instrument).Max();

        public int Count(string instrument) => Values(instrument).Count();

        public void Observe() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private IEnumerable<double> Values(string instrument) => _values.Where(v => v.Instrument == instrument).Select(v => v.Value);

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _values.Enqueue((instrument.Name, value, tags.Length > 0 ? tags[0].Value as string : null));
    }
}
