using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Orders.Tests;

/// <summary>One silo with the real grains over stores in memory. Tests share it and never each other's orders.</summary>
public class OrdersCluster : IAsyncLifetime
{
    private static long _lastPerson = 10_000;
    private InProcessTestCluster? _cluster;

    internal InMemoryOrderStore Store { get; }

    internal InMemoryOutbox Outbox { get; } = new();

    public OrdersCluster()
    {
        Store = new InMemoryOrderStore(Outbox);
        Catalogue = new Catalogue(Stock);
        Notifications = new InMemoryNotifications(Time, Outbox);
    }

    internal FaultyStateStorage States { get; } = new();

    internal InMemoryStock Stock { get; } = new();

    internal Catalogue Catalogue { get; }
    internal InMemoryNotifications Notifications { get; }

    internal InMemoryWebhooks Webhooks { get; } = new();

    internal MailServer MailServer { get; } = new();

    internal Staff Staff { get; } = new();

    internal OrderReader Reader { get; } = new();

    internal MovableTime Time { get; } = new();

    internal Deliveries Deliveries { get; } = new();

    internal InMemoryReminders Reminders { get; } = new();

    internal PaymentProvider Provider { get; } = new();

    public IClusterClient Client => _cluster!.Client;

    internal IOrderGrain Order(OrderId id) => Client.GetGrain<IOrderGrain>(id.Value);

    internal IPaymentGrain Payment(OrderId id) => Client.GetGrain<IPaymentGrain>(id.Value);

    /// <summary>Puts a product on sale, or changes its name and price.</summary>
    internal Task Sell(Product product) => Client.GetGrain<ICatalogueGrain>(0).Put(product).InTime();

    /// <summary>An id for a buyer or a shop that no other test has.</summary>
    internal static long NewPerson() => Interlocked.Increment(ref _lastPerson);

    protected virtual void AddStreams(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams(OrderStreams.Provider);
    }

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<IOrderStore>(Store);
            silo.Services.AddSingleton<IOutboxStore>(Outbox);
            silo.Services.AddSingleton<IFaultPoints>(new NoFaults());
            silo.Services.AddSingleton<IShopPolicies, AskedPolicies>();
            silo.Services.AddSingleton(new EscalationOptions());
            silo.Services.AddSingleton<IEscalationStore>(Store);
            silo.Services.AddSingleton<ICatalogueStore>(Catalogue);
            silo.Services.AddSingleton<IStockStore>(Stock);
            silo.Services.AddSingleton<IOrderReader>(Reader);
            silo.Services.AddSingleton<INotificationStore>(Notifications);
            silo.Services.AddSingleton<IMailStore>(Notifications);
            silo.Services.AddSingleton<IMailTransport>(MailServer);
            silo.Services.AddSingleton<IWebhookStore>(Webhooks);
            silo.Services.AddSingleton<IWebhookTransport>(Webhooks);
            silo.Services.AddSingleton(new MailSettings(new Uri("https://shop.example/"), "orders@shop.example", OpenMailbox: false));
            silo.Services.AddSingleton<IAccountStore>(Staff);
            silo.Services.AddSingleton(Deliveries);
            silo.Services.AddSingleton<IPaymentGateway>(Provider);
            silo.Services.AddSingleton<IReminderTable>(Reminders);
            silo.AddReminders();
            silo.Services.AddGrainStorage("orders", (_, _) => States);
            AddStreams(silo);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        if (_cluster is null) return;
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}

/// <summary>A silo without the stream provider: whatever is published fails.</summary>
public sealed class ClusterWithoutStreams : OrdersCluster
{
    protected override void AddStreams(ISiloBuilder silo)
    {
    }
}

/// <summary>Real time, moved: timers keep running as they do.</summary>
internal sealed class MovableTime : TimeProvider
{
    private long _offset;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _offset));

    public void Move(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);
}

[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<OrdersCluster>
{
    public const string Name = "orders";
}
