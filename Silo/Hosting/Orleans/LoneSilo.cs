using System.Net;
using System.Net.Sockets;

namespace Orders.Hosting;

/// <summary>A cluster of one. Nobody is to find it, so it takes whatever ports are free, and several shops run side by side on a machine.</summary>
internal static class LoneSilo
{
    public static void Start(ISiloBuilder silo)
    {
        var (siloPort, gatewayPort) = FreePorts.Two();
        silo.UseLocalhostClustering(siloPort, gatewayPort);
    }
}

/// <summary>Ports of this machine that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>Both are held until both are known, or it might be the same.</summary>
    public static (int First, int Second) Two()
    {
        using var first = Listen();
        using var second = Listen();
        return (PortOf(first), PortOf(second));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
