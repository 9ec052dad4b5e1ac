using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orders.Hosting;

/// <summary>Green while a grain answers in time.</summary>
internal sealed class EngineHealthCheck(IGrainFactory grains, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await grains.GetGrain<ICatalogueGrain>(0).Find([]).WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Grains do not answer.", e);
        }
    }
}
