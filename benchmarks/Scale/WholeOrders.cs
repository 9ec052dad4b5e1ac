using System.Collections.Immutable;

namespace Orders.Benchmarks;

/// <summary>Orders from the checkout to closed, as buyers and sellers make them: one line each, shops with one seller, nobody's program listening.</summary>
internal sealed class WholeOrders(IGrainFactory grains, ImmutableArray<Account> sellers)
{
    public const int ProductsPerShop = 50;
    private const long FirstBuyer = 1L << 60;
    private const long Buyers = 5000;

    private static readonly ImmutableArray<OrderStatus> Steps =
        [OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped, OrderStatus.Delivered, OrderStatus.Closed];

    private static readonly Address Home = new()
    {
        Name = "Ada Almeida", Line1 = "High Street 12", City = "Leeds", PostalCode = "LS1 4AP", Country = "GB",
    };

    private int _placed;

    public static string Sku(long shop, int product) => FormattableString.Invariant($"SCALE-{shop}-{product}");

    /// <summary>So many, by so many callers that each do one after the other.</summary>
    public Task Run(int orders, int callers)
    {
        var left = orders;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await Live(Interlocked.Increment(ref _placed));
        })));
    }

    private async Task Live(int number)
    {
        var seller = sellers[number % sellers.Length];
        var shop = seller.SellerId!.Value;
        var buyer = new Actor(Role.Buyer, FirstBuyer + (number % Buyers), "Ada Almeida");
        var key = FormattableString.Invariant($"scale-{number}");
        var (placed, error) = await grains.GetGrain<ICheckoutGrain>(buyer.Id, key).Place(new CheckoutRequest
        {
            Buyer = buyer,
            BuyerEmail = "ada@example.com",
            Lines = [new CheckoutLine(Sku(shop, number / sellers.Length % ProductsPerShop), 1)],
            ShippingAddress = Home,
            PaymentMethod = "pm_ok",
        });
        if (placed is null) throw new InvalidOperationException($"Refused: {error}");
        await Walk(grains.GetGrain<IOrderGrain>(placed.Id.Value), new Actor(Role.Seller, seller.Id, seller.Name, shop));
    }

    private static async Task Walk(IOrderGrain order, Actor seller)
    {
        foreach (var to in Steps)
        {
            var shipped = to == OrderStatus.Shipped;
            var (_, error) = await order.Advance(new AdvanceOrder(seller, to)
            {
                Carrier = shipped ? "DHL" : null, TrackingNumber = shipped ? "00340434161094042557" : null,
            });
            if (error is not null) throw new InvalidOperationException($"Refused: {error}");
        }
    }
}
