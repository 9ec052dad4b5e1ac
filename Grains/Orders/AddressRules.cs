namespace Orders;

/// <summary>What a postal address must be like.</summary>
public static class AddressRules
{
    private const string Prefix = "shippingAddress.";

    /// <summary>The address as it is kept; complaints go to <paramref name="fields"/>.</summary>
    public static Address Clean(ref Fields fields, Address? address)
    {
        if (address is null) fields.Refuse("shippingAddress", "Required.");
        var country = fields.Required(Prefix + "country", address?.Country).ToUpperInvariant();
        if (country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z'])
            fields.Refuse(Prefix + "country", "Two letters, as in ISO 3166-1: DE, FR, US.");
        return new Address
        {
            Name = fields.Required(Prefix + "name", address?.Name),
            Line1 = fields.Required(Prefix + "line1", address?.Line1),
            Line2 = fields.Optional(Prefix + "line2", address?.Line2),
            City = fields.Required(Prefix + "city", address?.City),
            Region = fields.Optional(Prefix + "region", address?.Region),
            PostalCode = fields.Required(Prefix + "postalCode", address?.PostalCode),
            Country = country,
            Phone = fields.Optional(Prefix + "phone", address?.Phone),
        };
    }
}
