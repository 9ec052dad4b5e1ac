using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>An address as it stands on a parcel.</summary>
public static class AddressLines
{
    public static ImmutableArray<string> Of(Address address)
    {
        string?[] lines =
        [
            address.Name, address.Line1, address.Line2, $"{address.PostalCode} {address.City}", address.Region,
            Countries.NameOf(address.Country), address.Phone,
        ];
        return [.. lines.Where(line => !string.IsNullOrWhiteSpace(line))!];
    }
}
