using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Hosting;

/// <summary>An order as the demo wants it. Its number is given when it is imported.</summary>
internal sealed record DemoOrder(OrderId Id, OrderDetails Details, ImmutableArray<ImportStep> Steps);

/// <summary>Invents the demo's orders: always the same ones for the same accounts. Pure.</summary>
internal static class DemoPlan
{
    private const int Seed = 20_240_229;
    private static readonly TimeSpan Span = TimeSpan.FromDays(30);

    public static ImmutableArray<DemoOrder> Make(DemoPeople people, ImmutableArray<Product> products, int count)
    {
        var random = new Random(Seed);
        var buyers = DemoBuyers.All(people);
        var orders = ImmutableArray.CreateBuilder<DemoOrder>(count);
        for (var i = 0; i < count; i++)
        {
            // Oldest first, and closer together towards today, as in a shop that grows.
            var age = Span * Math.Pow((count - i - random.NextDouble() * 0.6) / count, 1.4);
            var placedAt = people.Since - age;
            var id = OrderId.Of(placedAt, random.Next(1 << 20));
            orders.Add(new DemoOrder(id, Details(i, id, random, products, buyers), DemoLife.Steps(i, id.PlacedAt, age, random)));
        }

        return orders.MoveToImmutable();
    }

    private static OrderDetails Details(
        int index, OrderId id, Random random, ImmutableArray<Product> products, ImmutableArray<DemoBuyer> buyers)
    {
        var shop = index % 5 < 3 ? DemoShops.Ceramics : DemoShops.Coffee;
        var buyer = buyers[random.Next(buyers.Length)];
        Product[] choice = [.. products.Where(p => p.SellerId == shop.Id)];
        random.Shuffle(choice);
        return new OrderDetails
        {
            Number = "0",
            SellerId = shop.Id!.Value,
            SellerName = shop.Name!,
            Buyer = buyer.Buyer,
            Lines = [.. choice.Take(random.Next(1, 4)).Select(p => new OrderLine(p.Sku, p.Name, random.Next(1, 4), p.Price))],
            ShippingFee = Money.Zero("EUR"),
            ShippingAddress = buyer.Address,
            PaymentMethod = "pm_ok",
            Note = index % 9 == 4 ? "Please leave the parcel with the neighbours." : null,
            TrackingToken = TrackingToken.New(id),
            ExternalReference = string.Create(CultureInfo.InvariantCulture, $"demo-{index + 1}"),
        };
    }
}
