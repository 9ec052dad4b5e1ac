using Microsoft.Extensions.DependencyInjection;

namespace Orders.Tests.Crash;

/// <summary>Many orders of a few shops that all fall due at the same moment: a wave.</summary>
internal static class EscalationLoad
{
    private const int Orders = 120;
    private const int Shops = 3;

    private static readonly EscalationPolicy Policy = EscalationPolicy.Default with
    {
        Steps =
        [
            new(OrderStatus.Received, TimeSpan.FromSeconds(1), EscalationAction.Remind, true),
            new(OrderStatus.Received, TimeSpan.FromSeconds(2), EscalationAction.Overdue, true),
            new(OrderStatus.Received, TimeSpan.FromSeconds(3), EscalationAction.Cancel, true),
        ],
    };

    public static async Task Run(IServiceProvider services)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        for (var shop = 1; shop <= Shops; shop++)
            await grains.GetGrain<IEscalationPolicyGrain>(shop).Set(new Actor(Role.Manager, 1, "M. Manager", shop), Policy);
        await Task.WhenAll(Enumerable.Range(0, Orders).Select(n => Place(grains, 1 + (n % Shops))));
    }

    private static async Task Place(IGrainFactory grains, long shop)
    {
        while (true)
        {
            var id = OrderId.New(TimeProvider.System.GetUtcNow());
            var details = new OrderDetails
            {
                Number = "1",
                SellerId = shop,
                SellerName = $"Shop {shop}",
                Buyer = new Buyer(5, "B. Buyer", "buyer@crash.example"),
                Lines = [new OrderLine("THING", "A thing", 1, new Money(100, "EUR"))],
                ShippingFee = Money.Zero("EUR"),
                ShippingAddress = new Address { Name = "B. Buyer", Line1 = "1 High Street", City = "Example", PostalCode = "12345", Country = "DE" },
                PaymentMethod = "pm_ok",
                TrackingToken = TrackingToken.New(id),
            };
            var result = await grains.GetGrain<IOrderGrain>(id.Value).Place(new PlaceOrder(new Actor(Role.Buyer, 5, "B. Buyer"), "place", details));
            if (result.Order is not null) return;
            // Two of the same moment have met: with one buyer and one key the other one looks like a repeat with other content.
            if (result.Error is not (OrderIdTaken or KeyReused)) throw new InvalidOperationException($"Refused: {result.Error}");
        }
    }
}
