using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orders.Identity;

namespace Orders.Tests.Crash;

/// <summary>
/// Buyers and a seller at work: they buy the last units, pay in every way, cancel twice at once, and cancel while the seller moves on.
/// The same seed does the same, as far as the scheduler lets it.
/// </summary>
internal static class ShopLoad
{
    private const int Checkouts = 48;
    private const int InFlight = 12;
    private const long ShopId = 77;
    private const string Rare = "RARE", Common = "COMMON";

    private static readonly string[] Methods = ["pm_ok", "pm_ok", "pm_declined", "pm_timeout", "pm_refund_fails"];

    private static readonly Address Address = new()
    {
        Name = "B. Buyer",
        Line1 = "1 High Street",
        City = "Example",
        PostalCode = "12345",
        Country = "DE",
    };

    public static async Task Run(IServiceProvider services, int seed)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        await Open(services.GetRequiredService<IAccountAdministration>(), grains);
        var seller = new Actor(Role.Seller, 7, "S. Seller", ShopId, Origin.Api);
        using var slots = new SemaphoreSlim(InFlight);
        await Task.WhenAll(Enumerable.Range(0, Checkouts).Select(async n =>
        {
            await slots.WaitAsync();
            try
            {
                await Buy(grains, seller, seed, n);
            }
            catch (TimeoutException)
            {
                // The machine is slow; what was begun goes on by itself.
            }
            finally
            {
                slots.Release();
            }
        }));
    }

    /// <summary>The first time: somebody who works there, and goods. A few rare units come in every time, never enough.</summary>
    private static async Task Open(IAccountAdministration accounts, IGrainFactory grains)
    {
        const string email = "seller@crash.example";
        if (await accounts.Find(email) is null)
            await accounts.Add(new NewAccount(Role.Seller, email, "S. Seller", "Correct-Horse-7", new ShopReference(ShopId, "Crash & Co")));
        var person = (await accounts.Find(email))!.Value.Account.ToActor();
        var webhooks = grains.GetGrain<IWebhooksGrain>(ShopId);
        if (Environment.GetEnvironmentVariable(ShopProcess.Receiver) is { } receiver && (await webhooks.List(person)).IsEmpty)
            await webhooks.Add(person, receiver, "The crash test");
        foreach (var (sku, units) in new[] { (Rare, 10), (Common, 1000) })
        {
            var stock = grains.GetGrain<IStockGrain>(sku);
            var actor = new Actor(Role.Seller, 7, "S. Seller", ShopId, Origin.Api);
            if (await stock.Get(actor) is null)
            {
                // As an importer does: the shop's name comes with the product.
                await grains.GetGrain<ICatalogueGrain>(0).Put(new Product(sku, $"A {sku} thing", ShopId, "Crash & Co", new Money(1250, "EUR"), units));
            }
            else if (sku == Rare)
            {
                await stock.Adjust(new AdjustStock(actor, 5, "Came in."));
            }
        }
    }

    private static async Task Buy(IGrainFactory grains, Actor seller, int seed, int n)
    {
        var random = new Random(HashCode.Combine(seed, n));
        var buyer = new Actor(Role.Buyer, 1000 + random.Next(5), "B. Buyer", null, Origin.Api);
        ImmutableArray<CheckoutLine> lines = random.Next(3) == 0
            ? [new(Common, random.Next(1, 4))]
            : [new(Rare, 1), new(Common, 1)];
        var request = new CheckoutRequest
        {
            Buyer = buyer,
            BuyerEmail = $"buyer{buyer.Id}@crash.example",
            Lines = lines,
            ShippingAddress = Address,
            PaymentMethod = Methods[random.Next(Methods.Length)],
        };
        var checkout = grains.GetGrain<ICheckoutGrain>(buyer.Id, $"{seed}-{n}", null);
        // A double click.
        var results = random.Next(4) == 0
            ? await Task.WhenAll(checkout.Place(request), checkout.Place(request))
            : [await checkout.Place(request)];
        if (results[0].Order is { } placed) await Live(grains.GetGrain<IOrderGrain>(placed.Id.Value), buyer, seller, random);
    }

    private static async Task Live(IOrderGrain order, Actor buyer, Actor seller, Random random)
    {
        var steps = random.Next(5);
        ImmutableArray<OrderStatus> path = [OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped, OrderStatus.Delivered];
        foreach (var to in path.Take(steps)) await order.Advance(new AdvanceOrder(seller, to));
        if (random.Next(2) == 0) return;
        // Twice at once, and the seller moves on in the same moment: one of them wins.
        await Task.WhenAll(
            order.Cancel(new CancelOrder(buyer, "Changed my mind.")), order.Cancel(new CancelOrder(buyer, "Changed my mind.")),
            order.Advance(new AdvanceOrder(seller, OrderStatus.Prepared)));
    }
}
