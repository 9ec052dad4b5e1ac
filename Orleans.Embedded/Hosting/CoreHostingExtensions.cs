using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Diagnostics;

namespace Orleans.Hosting;

/// <summary>Set-up of the silo as such.</summary>
public static class CoreHostingExtensions
{
    /// <summary>Makes trace spans of grain calls, and carries the trace from caller to grain.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder) =>
        builder.AddIncomingGrainCallFilter<ActivityPropagation>().AddOutgoingGrainCallFilter<ActivityPropagation>();

    /// <summary>A cluster of this one silo, which the embedded engine always is: only the names are taken.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev") =>
        builder.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = (serviceId, clusterId));
}
