using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orders.Storage;

/// <summary>Red from the moment the writer has stopped: the program answers reads, but must be restarted to write.</summary>
internal sealed class StorageHealthCheck(IDatabase database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(database.Failure is { } failure
            ? HealthCheckResult.Unhealthy("The database cannot be written.", failure)
            : HealthCheckResult.Healthy());
}
