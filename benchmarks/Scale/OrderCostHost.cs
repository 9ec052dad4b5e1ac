using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Hosting;
using Orders.Identity;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>The silo as it runs in production, with shops that sell; but mail goes nowhere, at once.</summary>
internal sealed class OrderCostHost : IAsyncDisposable
{
    private const string UnsettledSql = "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM mail_queue WHERE state = 0) + (SELECT count(*) FROM reminders WHERE name = 'go-on')";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IHost _host;

    private OrderCostHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<OrderCostHost> Start(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection([.. settings, new("Orders:Demo", "false")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Orders.Payments", LogLevel.Error); // that the sandbox moves no money is known here
        builder.AddOrdersSilo();
        builder.Services.AddSingleton<IMailTransport, NoMail>();
        var host = builder.Build();
        await host.StartAsync();
        return new OrderCostHost(host);
    }

    /// <summary>Shops with a seller and products each, in stock for longer than anybody measures.</summary>
    public async Task<ImmutableArray<Account>> OpenShops(int shops)
    {
        var accounts = _host.Services.GetRequiredService<IAccountAdministration>();
        var sellers = ImmutableArray.CreateBuilder<Account>();
        for (var n = 1; n <= shops; n++)
        {
            var (seller, errors) = await accounts.Add(new NewAccount(
                Role.Seller, FormattableString.Invariant($"seller{n}@example.com"), "Sam Seller", "Bench-1234!",
                new ShopReference(null, FormattableString.Invariant($"Shop {n}"))));
            if (seller is null) throw new InvalidOperationException(string.Join(" ", errors.Keys));
            sellers.Add(seller);
            var catalogue = Grains.GetGrain<ICatalogueGrain>(0);
            for (var p = 0; p < WholeOrders.ProductsPerShop; p++)
            {
                await catalogue.Put(new Product(
                    WholeOrders.Sku(seller.SellerId!.Value, p), "Blue mug", seller.SellerId.Value, seller.SellerName!, new Money(1250, "EUR"), 1_000_000));
            }
        }

        return sellers.ToImmutable();
    }

    /// <summary>Until every event has been dealt with, every checkout has ended and every mail is off.</summary>
    public async Task Settle()
    {
        var database = _host.Services.GetRequiredService<IDatabase>();
        while (await database.Read(connection => connection.ScalarInt64(UnsettledSql)) > 0) await Task.Delay(Pause);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class NoMail : IMailTransport
    {
        public Task Send(OutgoingMail mail, CancellationToken stop) => Task.CompletedTask;
    }
}
