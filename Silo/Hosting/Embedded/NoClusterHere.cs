using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Orders.Storage;

namespace Orders.Hosting;

/// <summary>
/// There is no way back from a cluster: on its database one process would not find the states of grains nor their reminders, and would begin order
/// numbers anew.
/// </summary>
internal sealed class NoClusterHere(IOptions<OrdersOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Database.IsPostgres) return;
        await using var connection = new NpgsqlConnection(options.Value.Database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        if (PostgresCluster.Has(connection))
            throw new OtherClusterException($"This is a cluster's database: {PostgresCluster.Where}. Start silos of the orleans engine on it, or take a back-up from before it was one.");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
