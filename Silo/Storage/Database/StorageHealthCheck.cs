using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orders.Storage;

/// <summary>Red from the moment the writer has stopped, or what it waits for takes longer than it ever should.</summary>
internal sealed class StorageHealthCheck(IDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(database.Failure is { } failure
            ? HealthCheckResult.Unhealthy("The database cannot be written.", failure)
            : HealthCheckResult.Healthy());
}
