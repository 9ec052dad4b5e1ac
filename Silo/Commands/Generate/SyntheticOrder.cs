using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>What a made-up order is about.</summary>
public sealed record SyntheticOrder(long SellerId, OrderDetails Details)
{
    private const int Shops = 20;
    private const int Buyers = 5000;

    // Above every counted account, below the imported ones (OlistIds).
    private const long FirstParty = 1L << 61;

    private static readonly string[] FirstNames = ["Ada", "Bela", "Chidi", "Dana", "Emre", "Freya", "Goran", "Hana", "Ines", "Jun"];
    private static readonly string[] LastNames = ["Almeida", "Baker", "Costa", "Dietrich", "Eriksen", "Fischer", "Grant", "Horvat"];
    private static readonly string[] Items = ["mug", "lamp", "chair", "rug", "clock", "vase", "bowl", "blanket", "frame", "shelf"];
    private static readonly string[] Colours = ["Blue", "Red", "Green", "White", "Black", "Yellow"];
    private static readonly string[] Cities = ["Lisbon", "Leeds", "Lyon", "Leipzig", "Lund", "Lucerne"];

    public static SyntheticOrder Of(Random random, int number)
    {
        var shop = random.Next(Shops);
        var buyer = random.Next(Buyers);
        var name = $"{FirstNames[buyer % FirstNames.Length]} {LastNames[buyer / FirstNames.Length % LastNames.Length]}";
        var details = new OrderDetails
        {
            Number = FormattableString.Invariant($"GEN-{number + 1:D6}"),
            SellerId = FirstParty + shop,
            SellerName = $"Made-up shop {shop + 1}",
            Buyer = new Buyer(FirstParty + buyer, name, FormattableString.Invariant($"buyer{buyer}@generated.invalid")),
            Lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Line(random)).DistinctBy(l => l.Sku)],
            ShippingFee = new Money(random.Next(0, 3) * 490, "EUR"),
            ShippingAddress = new Address
            {
                Name = name,
                Line1 = FormattableString.Invariant($"High Street {random.Next(1, 200)}"),
                City = Cities[random.Next(Cities.Length)],
                PostalCode = FormattableString.Invariant($"{random.Next(10_000, 99_999)}"),
                Country = "DE",
            },
            PaymentMethod = "pm_ok",
            TrackingToken = "",
        };
        return new SyntheticOrder(details.SellerId, details);
    }

    public PlaceOrder ToCommand(OrderId id, string commandKey) => new(
        new Actor(Role.Buyer, Details.Buyer.Id, Details.Buyer.Name), commandKey, Details with { TrackingToken = TrackingToken.New(id) });

    private static OrderLine Line(Random random)
    {
        var (colour, item) = (random.Next(Colours.Length), random.Next(Items.Length));
        return new OrderLine(
            FormattableString.Invariant($"GEN-{colour}{item}"), $"{Colours[colour]} {Items[item]}", random.Next(1, 4),
            new Money(500 + (item * 350) + (colour * 20), "EUR"));
    }
}
