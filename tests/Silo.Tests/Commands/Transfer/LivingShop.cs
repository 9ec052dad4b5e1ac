using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orders.Hosting;
using Orders.Identity;
using Orders.Storage;
using Orleans.Conformance;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>A shop with something of everything, made through the same grains as in earnest, and what can be asked of it.</summary>
internal sealed class LivingShop : IAsyncDisposable
{
    public const string Password = "Long-enough-1";
    public const string Seller = "sam@example.org", Manager = "mia@example.org", Buyer = "zoe@example.org";

    private static readonly Address Home = new()
    {
        Name = "Zoë", Line1 = "1 High Street", City = "Köln", PostalCode = "50667", Country = "DE",
    };

    private readonly IHost _host;
    private readonly IGrainFactory _grains;

    private LivingShop(IHost host) => (_host, _grains) = (host, host.Services.GetRequiredService<IGrainFactory>());

    /// <summary>The whole silo. Webhooks may go to this machine, where nobody takes them.</summary>
    public static async Task<LivingShop> Start(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            new("Orders:Demo", "false"), new("Orders:Webhooks:AllowPrivateAddresses", "true"),
            .. settings.Select(s => KeyValuePair.Create(s.Key, s.Value)),
        ]);
        builder.AddOrdersSilo();
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new LivingShop(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public static Task<LivingShop> Start(string directory) => Start(("Orders:DataDirectory", directory));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    public async Task Live()
    {
        var accounts = _host.Services.GetRequiredService<IAccountAdministration>();
        foreach (var (role, email) in new[] { (Role.Seller, Seller), (Role.Manager, Manager), (Role.Buyer, Buyer), (Role.Admin, "root@example.org") })
        {
            var shop = role is Role.Seller or Role.Manager ? new ShopReference(null, "Mugs & Co") : null;
            Assert.Empty((await accounts.Add(new NewAccount(role, email, email.Split('@')[0], Password, shop))).Errors);
        }

        var (seller, buyer) = (await Actor(Seller), await Actor(Buyer));
        await Decide(seller, await Actor(Manager));
        await _grains.GetGrain<ICatalogueGrain>(0).Put(new Product("MUG-1", "Blue mug ☕", seller.SellerId!.Value, "Mugs & Co", new Money(1250, "EUR"), 50));
        for (var n = 0; n < 4; n++)
        {
            var order = await Buy(buyer, $"key-{n}", "pm_ok");
            foreach (var to in Path(n)) Assert.Null((await order.Advance(new AdvanceOrder(seller, to) { Note = "a \"note\"" })).Error);
        }

        var cancelled = await Buy(buyer, "cancelled", "pm_ok");
        Assert.Null((await cancelled.Cancel(new CancelOrder(buyer, "Changed my mind."))).Error);
        await Limits.Eventually(async () => (await cancelled.Get(buyer))!.Payment.Status == PaymentStatus.Refunded, "the money is back");
        await Settle();
        await _grains.GetGrain<IAuditCheckpointGrain>(0).Take();
    }

    /// <summary>Work goes on where it was.</summary>
    public async Task GoOn(string key)
    {
        var (seller, buyer) = (await Actor(Seller), await Actor(Buyer));
        var before = (await Seen())[0].Split("Blue mug").Length;
        var order = await Buy(buyer, key, "pm_ok");
        Assert.Null((await order.Advance(new AdvanceOrder(seller, OrderStatus.Preparing))).Error);
        var again = await Buy(buyer, "key-0", "pm_ok"); // was placed before: the same order again
        Assert.NotEqual((await order.Get(buyer))!.Id, (await again.Get(buyer))!.Id);
        Assert.Equal(before + 1, (await Seen())[0].Split("Blue mug").Length);
        await Settle();
    }

    public async Task<IOrderGrain> Buy(Actor buyer, string key, string method)
    {
        var placed = await _grains.GetGrain<ICheckoutGrain>(buyer.Id, key, null).Place(new CheckoutRequest
        {
            Buyer = buyer, BuyerEmail = Buyer, Lines = [new CheckoutLine("MUG-1", 2)], ShippingAddress = Home, PaymentMethod = method,
        });
        Assert.Null(placed.Error);
        return _grains.GetGrain<IOrderGrain>(placed.Order!.Id.Value);
    }

    public async Task<Actor> Actor(string email)
    {
        var (account, _) = await _grains.GetGrain<IAccountsGrain>(0).SignIn(email, Password);
        Assert.NotNull(account);
        return account.ToActor();
    }

    /// <summary>What people see: everything that reads from tables of its own kind in each database.</summary>
    public async Task<ImmutableArray<string>> Seen()
    {
        var (seller, manager, buyer) = (await Actor(Seller), await Actor(Manager), await Actor(Buyer));
        var queries = _grains.GetGrain<IOrderQueriesGrain>(0);
        var seen = new List<string>();
        foreach (var text in new[] { null, "mug", "blu", "zoe", "nothing such" })
        {
            foreach (var actor in new[] { seller, buyer })
            {
                var page = await queries.List(actor, new OrderQuery { Text = text });
                seen.Add($"{text}: {string.Join(", ", page.Items.Select(o => $"{o.Id} {o.Number} {o.Status} {o.Version} {o.Headline} {o.DueAt}"))}");
            }
        }

        var counts = await queries.Counts(seller);
        seen.Add($"{string.Join(", ", counts.ByStatus)} {counts.Overdue}");
        var stock = await _grains.GetGrain<IStockGrain>("MUG-1").Get(seller);
        seen.Add($"{stock!.OnHand} {stock.Reserved}");
        seen.Add(string.Join(", ", (await _grains.GetGrain<IWebhooksGrain>(seller.SellerId!.Value).List(seller)).Select(w => w.ToString())));
        seen.Add(string.Join(", ", (await _grains.GetGrain<INotificationsGrain>(buyer.Id).List(false, null, 50)).Items.Select(n => $"{n.Id} {n.Title}")));
        seen.Add(string.Join(", ", (await _grains.GetGrain<INotificationsGrain>(seller.Id).GetPreferences(seller)).QuietHours));
        seen.Add(string.Join(", ", (await _grains.GetGrain<IEscalationPolicyGrain>(manager.SellerId!.Value).Get()).Steps));
        seen.Add(string.Join(", ", (await _grains.GetGrain<IAuditGrain>(0).List(seller, new AuditQuery())).Items.Select(a => $"{a.At} {a.Type}")));
        return [.. seen];
    }

    private Task Settle() => Limits.Eventually(async () => await Number("SELECT count(*) FROM outbox") == 0, "everybody has been told");

    private Task<long> Number(string sql) => _host.Services.GetRequiredService<IDatabase>().Read(c => c.ScalarInt64(sql));

    private static IEnumerable<OrderStatus> Path(int steps) =>
        new[] { OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped }.Take(steps);

    private async Task Decide(Actor seller, Actor manager)
    {
        var preferences = _grains.GetGrain<INotificationsGrain>(seller.Id);
        var chosen = await preferences.GetPreferences(seller);
        var all = chosen.Events.ToImmutableDictionary(e => e.Key, _ => new ChannelChoice(true, true, true));
        Assert.Null((await preferences.SetPreferences(seller, new NotificationPreferences(all, new QuietHours(new(22, 0), new(6, 0), "Europe/Berlin")))).Error);
        var policy = EscalationPolicy.Default with { TimeZone = "Europe/Berlin" };
        Assert.Null((await _grains.GetGrain<IEscalationPolicyGrain>(manager.SellerId!.Value).Set(manager, policy)).Error);
        Assert.NotNull((await _grains.GetGrain<IWebhooksGrain>(seller.SellerId!.Value).Add(seller, "https://127.0.0.1:1/orders", "mine")).Webhook);
    }
}
