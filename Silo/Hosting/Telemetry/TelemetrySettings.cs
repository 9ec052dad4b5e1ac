using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Orders.Hosting;

/// <summary>
/// Of the standard variables of OpenTelemetry, those that say whether anything is sent at all. The others (protocol, headers,
/// service name, sampler, intervals, …) are read by the SDK.
/// </summary>
internal sealed record TelemetrySettings(bool Traces, bool Metrics, ImmutableArray<string> Complaints)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    public bool IsOn => Traces || Metrics;

    public static TelemetrySettings From(IConfiguration configuration)
    {
        if (string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)) return new(false, false, []);
        return new(
            IsWanted(TracesEndpoint, "OTEL_TRACES_EXPORTER"),
            IsWanted(MetricsEndpoint, "OTEL_METRICS_EXPORTER"),
            [.. new[] { Endpoint, TracesEndpoint, MetricsEndpoint }.Where(IsWrong).Select(key => $"{key} must be an http or https address, not '{configuration[key]}'.")]);

        bool IsWanted(string own, string exporter) =>
            (configuration[own] is { Length: > 0 } || configuration[Endpoint] is { Length: > 0 }) && configuration[exporter] is null or "" or "otlp";

        bool IsWrong(string key) =>
            configuration[key] is { Length: > 0 } text && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
    }

    public void Check()
    {
        if (!Complaints.IsEmpty) throw new OptionsValidationException("OpenTelemetry", typeof(TelemetrySettings), Complaints);
    }
}
