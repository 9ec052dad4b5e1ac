using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orders.Hosting;

internal static class TelemetryExtensions
{
    /// <summary>
    /// Sends traces and metrics to an OpenTelemetry collector if one of the standard variables names it; otherwise nothing is
    /// built, and nobody listens. To be added first: what starts first stops last, and hears what the others do until then.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (TelemetrySettings.From(configuration) is { IsOn: true } settings)
        {
            services.AddSingleton<IHostedService>(_ => new TelemetryExport(configuration, settings));
        }

        return services;
    }
}
