using Npgsql;

namespace Orders.Hosting;

/// <summary>One database is one cluster's: two that do not know of each other would each take every grain for theirs.</summary>
internal static class ClusterIdentity
{
    /// <summary>A silo that lives says so every few seconds; what has been silent for longer is gone, whatever is written of it.</summary>
    private const string Silent = "2 minutes";

    /// <exception cref="OtherClusterException">The database is another one's.</exception>
    public static async Task Check(string connectionString, ClusterSettings settings, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        var service = await Other(connection, settings.ServiceId, """
            SELECT ServiceId FROM public.OrleansRemindersTable WHERE ServiceId <> $1 UNION ALL
            SELECT ServiceId FROM public.OrleansStorage WHERE ServiceId <> $1 LIMIT 1
            """, stop);
        if (service is not null)
        {
            throw new OtherClusterException(
                $"The database belongs to the service '{service}', and Orders:Cluster:ServiceId is '{settings.ServiceId}': this never changes.");
        }

        var cluster = await Other(connection, settings.ClusterId, $"""
            SELECT DeploymentId FROM public.OrleansMembershipTable
            WHERE DeploymentId <> $1 AND Status < 6 AND IAmAliveTime > now() - INTERVAL '{Silent}' LIMIT 1
            """, stop);
        if (cluster is not null)
        {
            throw new OtherClusterException(
                $"Silos of the cluster '{cluster}' work on this database, and Orders:Cluster:ClusterId is '{settings.ClusterId}'. Stop those first; "
                + "if they were killed, they count as gone after two minutes.");
        }
    }

    private static async Task<string?> Other(NpgsqlConnection connection, string ours, string sql, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = ours } } };
        return (string?)await ask.ExecuteScalarAsync(stop);
    }
}
