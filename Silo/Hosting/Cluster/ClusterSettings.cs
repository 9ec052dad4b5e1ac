namespace Orders.Hosting;

/// <summary>The configuration section <c>Orders:Cluster</c>: for silos and front ends that share a PostgreSQL database.</summary>
public sealed class ClusterSettings
{
    private const int LongestId = 150;

    /// <summary>Silos and front ends of the same id are one cluster. A new one begins a new cluster on the same data.</summary>
    public string ClusterId { get; set; } = "orders";

    /// <summary>Whose reminders and state they are: stays the same for good.</summary>
    public string ServiceId { get; set; } = "orders";

    /// <summary>Where silos reach each other. 0: any free one.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>Where front ends reach this silo. 0: any free one.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>The address or name of this machine for the others; the silo listens on it alone.</summary>
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>What is wrong, each with its key.</summary>
    internal IEnumerable<string> Complaints()
    {
        foreach (var (key, id) in new[] { (nameof(ClusterId), ClusterId), (nameof(ServiceId), ServiceId) })
            if (string.IsNullOrWhiteSpace(id) || id.Length > LongestId || id.Any(char.IsControl))
                yield return $"Orders:Cluster:{key} must have 1 to {LongestId} characters.";
        foreach (var (key, port) in new[] { (nameof(SiloPort), SiloPort), (nameof(GatewayPort), GatewayPort) })
            if (port is < 0 or > 65535) yield return $"Orders:Cluster:{key} must be from 1 to 65535, or 0 for any free one, not {port}.";
        if (SiloPort != 0 && SiloPort == GatewayPort) yield return "Orders:Cluster:GatewayPort must differ from SiloPort.";
        if (string.IsNullOrWhiteSpace(AdvertisedAddress) || Uri.CheckHostName(AdvertisedAddress) == UriHostNameType.Unknown)
            yield return $"Orders:Cluster:AdvertisedAddress must be an address or the name of a machine, not '{AdvertisedAddress}'.";
        else if (AdvertisedAddress is "0.0.0.0" or "::")
            yield return $"Orders:Cluster:AdvertisedAddress is what the others connect to: {AdvertisedAddress} is nobody's.";
    }
}
