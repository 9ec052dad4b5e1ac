using System.Collections.Immutable;

namespace Orders.Hosting;

internal sealed record DemoBuyer(Buyer Buyer, Address Address);

/// <summary>Who bought: the two demo buyers often, and some others who have no account.</summary>
internal static class DemoBuyers
{
    // Far from the ids that accounts get.
    private const long FirstStranger = 1L << 62;

    private static readonly (string Name, string Email, string Line1, string PostalCode, string City, string Country)[] Strangers =
    [
        ("Ines Duarte", "ines@example.com", "Rua do Ouro 12", "1100-061", "Lisboa", "PT"),
        ("Jonas Keller", "jonas@example.com", "Bergstrasse 4", "8032", "Zürich", "CH"),
        ("Léa Fontaine", "lea@example.com", "5 rue des Lilas", "69003", "Lyon", "FR"),
        ("Mikkel Holm", "mikkel@example.com", "Vestergade 21", "8000", "Aarhus", "DK"),
        ("Sofia Conti", "sofia@example.com", "Via Roma 88", "10121", "Torino", "IT"),
        ("Tomasz Zieliński", "tomasz@example.com", "ul. Długa 7", "31-147", "Kraków", "PL"),
    ];

    public static ImmutableArray<DemoBuyer> All(DemoPeople people)
    {
        var ada = Of(people.Buyer.Id, people.Buyer.Name, people.Buyer.Email, "Lindenweg 3", "10115", "Berlin", "DE");
        var ben = Of(people.Buyer2.Id, people.Buyer2.Name, people.Buyer2.Email, "Harbour Street 9", "D02 XY45", "Dublin", "IE");
        return [ada, ada, ada, ben, ben, .. Strangers.Select((s, i) => Of(FirstStranger + i, s.Name, s.Email, s.Line1, s.PostalCode, s.City, s.Country))];
    }

    private static DemoBuyer Of(long id, string name, string email, string line1, string postalCode, string city, string country) => new(
        new Buyer(id, name, email),
        new Address { Name = name, Line1 = line1, PostalCode = postalCode, City = city, Country = country });
}
