using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orders.Hosting;

/// <summary>
/// Compiled with <c>-p:Engine=orleans</c>. On SQLite, which is one process's, the silo is a cluster of its own. On PostgreSQL it joins the
/// others that share the database.
/// </summary>
internal static class EngineSetup
{
    /// <summary>Whether several processes may be one shop.</summary>
    public static bool HasClusters => true;

    private static readonly TimeSpan LooksForGateways = TimeSpan.FromSeconds(10);

    /// <summary>What must have started before the silo does.</summary>
    public static void AddTables(IServiceCollection services, IConfiguration configuration)
    {
        if (IsShared(configuration)) services.AddHostedService<OrleansSchemaService>();
    }

    public static void Join(ISiloBuilder silo, IConfiguration configuration)
    {
        if (IsShared(configuration)) ClusterMember.Join(silo);
        else LoneSilo.Start(silo);
    }

    /// <summary>A client of the cluster instead of a silo. It knows the silos from the database, and waits for the first.</summary>
    public static void Connect(IHostApplicationBuilder builder) => builder.UseOrleansClient(client =>
    {
        client.UseAdoNetClustering(options => options.Configure<IOptions<OrdersOptions>>((clustering, orders) =>
        {
            clustering.Invariant = ClusterMember.Invariant;
            clustering.ConnectionString = orders.Value.Database.ConnectionString;
        }));
        client.Services.AddOptions<ClusterOptions>().Configure<IOptions<OrdersOptions>>(ClusterMember.Identify);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = LooksForGateways);
        client.UseConnectionRetryFilter<ClusterWait>();
        client.AddActivityPropagation();
    });

    // Asked while services are registered; what it says is checked at start.
    private static bool IsShared(IConfiguration configuration) => string.Equals(
        configuration[$"{OrdersOptions.Section}:Database:Provider"], DatabaseOptions.Postgres, StringComparison.OrdinalIgnoreCase);
}
