using System.Net;
using System.Net.Sockets;

namespace Orders.Notifications;

/// <summary>
/// Which addresses are of the public internet, by the IANA registries of special-purpose addresses (RFC 6890 and what follows it).
/// An IPv6 address that carries an IPv4 one counts as that one.
/// </summary>
internal static class PublicInternet
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Within 2000::/3: Teredo and others of 2001::/23, documentation.
            "2001::/23", "2001:db8::/32", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Has(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            if (SixToFour.Contains(address)) return Has(new IPAddress(bytes.AsSpan(2, 4)));
            if (Nat64.Contains(address)) return Has(new IPAddress(bytes.AsSpan(12, 4)));
            if (!GlobalUnicast.Contains(address)) return false;
        }

        return !NotPublic.Any(network => network.Contains(address));
    }
}
