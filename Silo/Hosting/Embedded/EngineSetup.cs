using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orders.Hosting;

/// <summary>Compiled with <c>-p:Engine=embedded</c>: the silo is this process, there is nobody to join.</summary>
internal static class EngineSetup
{
    /// <summary>Whether several processes may be one shop.</summary>
    public static bool HasClusters => false;

    public static void Prepare(IHostApplicationBuilder builder) => builder.Services.AddHostedService<NoClusterHere>();

    public static void Join(ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configuration);
    }

    /// <summary>Never called: whoever asks for it has been refused by <see cref="OrdersOptionsValidator"/>.</summary>
    public static void Connect(IHostApplicationBuilder builder) => throw new NotSupportedException("The embedded engine has no clients.");
}
