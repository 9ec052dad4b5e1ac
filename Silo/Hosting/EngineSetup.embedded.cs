using Orleans.Hosting;

namespace Orders.Hosting;

/// <summary>Compiled with <c>-p:Engine=embedded</c>: the silo is this process, there is nobody to join.</summary>
internal static class EngineSetup
{
    public static void Join(ISiloBuilder silo) => ArgumentNullException.ThrowIfNull(silo);
}
