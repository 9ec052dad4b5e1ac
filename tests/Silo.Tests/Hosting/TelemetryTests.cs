using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Hosting;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Hosting;

[Collection(TelemetryAlone.Name)]
[Trait("Database", "Sqlite")]
public sealed class TelemetryTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    // Catches: an exporter that is never built, listens to nothing, or ends before it has sent what it has.
    [Fact]
    public async Task Host_EndpointGiven_SendsSpansAndMetricsOfGrainCalls()
    {
        await using var collector = await Collector.StartAsync();
        using var host = Host(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_SERVICE_NAME"] = "orders-under-test",
        });
        await host.StartAsync();
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogueGrain>(0).Find([]);
        await host.StopAsync();

        var (traces, metrics) = (collector.Received("/v1/traces"), collector.Received("/v1/metrics"));
        Assert.Contains("orders-under-test", traces, StringComparison.Ordinal);
        Assert.Contains($"{typeof(ICatalogueGrain).FullName}/{nameof(ICatalogueGrain.Find)}", traces, StringComparison.Ordinal);
        Assert.Contains("orleans-app-requests", metrics, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_METRICS_EXPORTER", "none", "/v1/traces")]
    [InlineData("OTEL_TRACES_EXPORTER", "none", "/v1/metrics")]
    public async Task Host_OneKindSwitchedOff_SendsTheOther(string key, string value, string expected)
    {
        await using var collector = await Collector.StartAsync();
        using var host = Host(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", [key] = value,
        });
        await host.StartAsync();
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogueGrain>(0).Find([]);
        await host.StopAsync();

        Assert.Equal([expected], collector.Paths);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("OTEL_SDK_DISABLED", "true")]
    public void Host_NotAskedTo_HasNoExporter(string? key, string? value)
    {
        var settings = new Dictionary<string, string?>();
        if (key is not null) (settings[key], settings["OTEL_EXPORTER_OTLP_ENDPOINT"]) = (value, "http://127.0.0.1:9");
        using var host = Host(settings);

        Assert.DoesNotContain(host.Services.GetServices<IHostedService>(), s => s is TelemetryExport);
    }

    [Fact]
    public async Task Start_EndpointIsNoAddress_IsRefusedNamingTheVariable()
    {
        using var host = Host(new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" });

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", error.Message, StringComparison.Ordinal);
    }

    private IHost Host(Dictionary<string, string?> settings)
    {
        settings["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000"; // the machine may be busy
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Orders:DataDirectory", _directory.Path), new("Orders:Demo", "false")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddOrdersSilo();
        return builder.Build();
    }

    /// <summary>Takes what it is sent, as an OpenTelemetry collector would.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> _received = new();
        private readonly WebApplication _server;

        private Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _server = builder.Build();
            _server.Run(async context =>
            {
                using var body = new StreamReader(context.Request.Body, Encoding.Latin1);
                _received.Enqueue((context.Request.Path, await body.ReadToEndAsync()));
            });
        }

        public string Address => _server.Urls.Single();

        public string[] Paths => [.. _received.Select(r => r.Path).Distinct()];

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            await collector._server.StartAsync();
            return collector;
        }

        public string Received(string path) => string.Concat(_received.Where(r => r.Path == path).Select(r => r.Body));

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}

/// <summary>Spans are everybody's in a process: those of other tests would come to the collector, too, and more of them than the exporter keeps.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryAlone
{
    public const string Name = "Telemetry";
}
