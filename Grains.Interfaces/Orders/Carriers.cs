using System.Collections.Immutable;

namespace Orders;

/// <summary>A parcel service and its tracking page.</summary>
/// <param name="Name">As sellers know it.</param>
/// <param name="UrlTemplate">With <c>{0}</c> where the escaped tracking number goes.</param>
public sealed record Carrier(string Name, string UrlTemplate);

/// <summary>Carriers with a link to follow the parcel. Others may be named too; they just have no link.</summary>
public static class Carriers
{
    public static ImmutableArray<Carrier> All { get; } =
    [
        new("DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={0}"),
        new("DPD", "https://www.dpdgroup.com/be/mydpd/my-parcels/search?parcelNumber={0}"),
        new("FedEx", "https://www.fedex.com/fedextrack/?trknbr={0}"),
        new("GLS", "https://gls-group.com/track/{0}"),
        new("Hermes", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#{0}"),
        new("PostNL", "https://jouw.postnl.nl/track-and-trace/{0}"),
        new("Royal Mail", "https://www.royalmail.com/track-your-item#/tracking-results/{0}"),
        new("UPS", "https://www.ups.com/track?tracknum={0}"),
        new("USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={0}"),
        new("Correios", "https://rastreamento.correios.com.br/app/index.php?objetos={0}"),
    ];

    public static string? TrackingUrl(string? carrier, string? trackingNumber) =>
        trackingNumber is { Length: > 0 }
        && All.FirstOrDefault(c => string.Equals(c.Name, carrier, StringComparison.OrdinalIgnoreCase)) is { } known
            ? known.UrlTemplate.Replace("{0}", Uri.EscapeDataString(trackingNumber), StringComparison.Ordinal)
            : null;
}
