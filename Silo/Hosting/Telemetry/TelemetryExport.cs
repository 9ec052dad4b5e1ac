using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Orders.Hosting;

/// <summary>Listens to the engine, the storage and the web server, and sends what it hears over OTLP until the host has stopped.</summary>
internal sealed class TelemetryExport(IConfiguration configuration, TelemetrySettings settings) : IHostedService, IDisposable
{
    private const string DefaultServiceName = "orders";
    private const int FlushMilliseconds = 5000;

    // Grain calls, the storage's writer, requests of pages and API.
    private static readonly string[] Sources = ["Microsoft.Orleans.*", "Orders.*", "Microsoft.AspNetCore"];
    private static readonly string[] Meters = ["Microsoft.Orleans", "Orders.*", "Microsoft.AspNetCore.*", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        settings.Check();
        if (settings.Traces)
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(Describe).AddSource(Sources).AddOtlpExporter().Build();
        }

        if (settings.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(Describe).AddMeter(Meters).AddOtlpExporter().Build();
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is left. The SDK does so on the thread that asks, hence not on the host's.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(FlushMilliseconds), cancellationToken),
        Task.Run(() => _metrics?.Shutdown(FlushMilliseconds), cancellationToken));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come later, and win.
    private static void Describe(ResourceBuilder resource) =>
        resource.Clear().AddService(DefaultServiceName).AddTelemetrySdk().AddEnvironmentVariableDetector();
}
