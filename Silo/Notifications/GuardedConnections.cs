using System.Net;
using System.Net.Sockets;

namespace Orders.Notifications;

/// <summary>
/// Connects to public addresses only, unless told otherwise. The name is looked up once, and the connection goes to an address that
/// was looked at: a name that stands for something else a moment later gains nothing.
/// </summary>
/// <param name="lookUp">What a name stands for.</param>
internal sealed class GuardedConnections(bool allowPrivate, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
{
    public async ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken stop)
    {
        var addresses = await Admissible(to.Host, stop);
        if (addresses.Length == 0) throw new AddressRefusedException($"{to.Host} is not on the public internet.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The addresses that may be connected to; none where a single one of them is inside: nobody serious mixes them.</summary>
    /// <exception cref="SocketException">The name is not known.</exception>
    public async Task<IPAddress[]> Admissible(string host, CancellationToken stop)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await lookUp(host, stop);
        return allowPrivate || addresses.All(PublicInternet.Has) ? addresses : [];
    }
}

/// <summary>The address is inside, and webhooks do not go there.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
