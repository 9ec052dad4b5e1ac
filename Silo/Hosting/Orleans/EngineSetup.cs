using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Storage;
using Orleans.Configuration;
using Orleans.Serialization;

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

    /// <summary>To be called before the silo is added: what starts first must have started before it does.</summary>
    public static void Prepare(IHostApplicationBuilder builder)
    {
        AddCommon(builder);
        if (!IsShared(builder.Configuration)) return;
        builder.Services.Configure<StorageOptions>(storage => storage.Shared = true);
        builder.Services.AddHostedService<OrleansSchemaService>();
    }

    public static void Join(ISiloBuilder silo, IConfiguration configuration)
    {
        if (IsShared(configuration)) ClusterMember.Join(silo);
        else LoneSilo.Start(silo);
    }

    /// <summary>A client of the cluster instead of a silo. It knows the silos from the database, and waits for the first.</summary>
    public static void Connect(IHostApplicationBuilder builder)
    {
        AddCommon(builder);
        builder.UseOrleansClient(Connect);
    }

    private static void Connect(IClientBuilder client)
    {
        client.UseAdoNetClustering(options => options.Configure<IOptions<OrdersOptions>>((clustering, orders) =>
        {
            clustering.Invariant = ClusterMember.Invariant;
            clustering.ConnectionString = orders.Value.Database.ConnectionString;
        }));
        client.Services.AddOptions<ClusterOptions>().Configure<IOptions<OrdersOptions>>(ClusterMember.Identify);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = LooksForGateways);
        client.UseConnectionRetryFilter<ClusterWait>();
        client.Services.AddSingleton<SiloLosses>();
        client.AddGatewayCountChangedHandler(services => (_, gateways) =>
        {
            if (gateways.NumberOfConnectedGateways < gateways.PreviousNumberOfConnectedGateways) services.GetRequiredService<SiloLosses>().Report();
        });
        client.AddOutgoingGrainCallFilter<LostCalls>();
        client.AddActivityPropagation();
    }

    private static void AddCommon(IHostApplicationBuilder builder)
    {
        // Orleans places grains through Polly, which writes a line of each.
        builder.Logging.AddFilter("Polly", LogLevel.Warning);

        // What is inside our own exceptions goes along. Without these two the caller hears of a missing serialiser instead.
        builder.Services.Configure<ExceptionSerializationOptions>(exceptions =>
        {
            exceptions.SupportedNamespacePrefixes.Add(nameof(Orders));
            exceptions.SupportedNamespacePrefixes.Add(nameof(Npgsql));
        });
    }

    // Asked while services are registered; what it says is checked at start.
    private static bool IsShared(IConfiguration configuration) => string.Equals(
        configuration[$"{OrdersOptions.Section}:Database:Provider"], DatabaseOptions.Postgres, StringComparison.OrdinalIgnoreCase);
}
