using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orders.Hosting;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class StorageMetricsTests
{
    [Fact]
    public async Task Write_ListenerThatThrows_DoesNotEndTheWriting()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Scope == factory) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => throw new InvalidOperationException("a listener's bug"));
        listener.Start();
        using var fixture = new WriterFixture(meters: factory);
        for (var n = 1; n <= 3; n++) Assert.Equal(n, await fixture.Writer.Write(WriterFixture.Note(n)));
        Assert.Null(fixture.Writer.Failure);
        Assert.Equal(3, fixture.Notes);
    }

    [Fact]
    public async Task Meter_OfAHost_CountsWritesPerCommitAndFailures()
    {
        using var directory = new TempDirectory();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddStorage(options => options.DataDirectory = directory.Path);
        using var host = builder.Build();
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        var seen = new List<(string Name, double Value)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == StorageMetrics.MeterName && instrument.Meter.Scope == factory) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();
        await host.StartAsync();

        await host.Services.GetRequiredService<IOrderStore>().Append(SampleOrders.Place(SampleOrders.Id(1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Services.GetRequiredService<SqliteDatabase>()
            .Write(new RecordingWrite<bool>(_ => throw new InvalidOperationException("a bug"))));
        listener.RecordObservableInstruments();
        await host.StopAsync();

        Assert.Contains(("orders.storage.batch", 1), seen);
        Assert.Contains(seen, m => m is { Name: "orders.storage.commit", Value: > 0 });
        Assert.Contains(("orders.storage.failed", 1), seen);
        Assert.Contains(("orders.storage.queue", 0), seen);

        void Add(Instrument instrument, double value)
        {
            lock (seen) seen.Add((instrument.Name, value));
        }
    }
}
