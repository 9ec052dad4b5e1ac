using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Storage;

namespace Orders.Hosting;

/// <summary>Sees to it that Orleans' providers find their tables: they do not make them.</summary>
internal sealed partial class OrleansSchemaService(IOptions<OrdersOptions> options, ILogger<OrleansSchemaService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var (before, after) = await OrleansSchema.Apply(options.Value.Database.ConnectionString!, SchemaFiles.Orleans, cancellationToken);
        if (before != after) LogApplied(before, after);
        await ClusterIdentity.Check(options.Value.Database.ConnectionString!, options.Value.Cluster, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(91, LogLevel.Information, "Orleans' tables brought from version {Before} to {After}")]
    private partial void LogApplied(int before, int after);
}
