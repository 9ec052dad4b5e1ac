using Orleans.Hosting;

namespace Orders.Hosting;

/// <summary>Compiled with <c>-p:Engine=orleans</c>: a cluster of one on this machine.</summary>
internal static class EngineSetup
{
    public static void Join(ISiloBuilder silo) => silo.UseLocalhostClustering();
}
