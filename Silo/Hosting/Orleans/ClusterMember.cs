using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orders.Storage;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orders.Hosting;

/// <summary>A silo among others: who they are, the reminders and the state of grains without a table of their own stand in PostgreSQL.</summary>
internal static class ClusterMember
{
    /// <summary>By this name Orleans loads its way to PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    private const string AdoNet = "adonet";

    /// <summary>
    /// A silo that starts waits for the others that are written down as alive, until three of these have been missed. Where all were killed at
    /// once nobody has written down that they are dead: with Orleans' half minute the next start would take a minute and a half.
    /// </summary>
    private static readonly TimeSpan SaysItLives = TimeSpan.FromSeconds(5);

    public static void Join(ISiloBuilder silo)
    {
        silo.UseAdoNetClustering(options => options.Configure<IOptions<OrdersOptions>>((clustering, orders) =>
        {
            clustering.Invariant = Invariant;
            clustering.ConnectionString = orders.Value.Database.ConnectionString;
        }));
        silo.UseAdoNetReminderService(options => options.Configure<IOptions<OrdersOptions>>((reminders, orders) =>
        {
            reminders.Invariant = Invariant;
            reminders.ConnectionString = orders.Value.Database.ConnectionString;
        }));
        silo.AddAdoNetGrainStorage(AdoNet, options => options.Configure<IOptions<OrdersOptions>>((storage, orders) =>
        {
            storage.Invariant = Invariant;
            storage.ConnectionString = orders.Value.Database.ConnectionString;
            storage.GrainStorageSerializer = new JsonStateSerializer();
        }));

        // The last one of a name counts: this takes the place of our own, and keeps it for what it alone can do.
        silo.Services.AddGrainStorage(StorageServices.GrainStorageName, (provider, _) => new MemberGrainStorage(
            provider.GetRequiredService<GrainStateStorage>(), provider.GetRequiredKeyedService<IGrainStorage>(AdoNet)));
        silo.AddStartupTask((provider, _) => new ReminderMove(
            new ReminderTable(provider.GetRequiredService<IDatabase>()), provider.GetRequiredService<IReminderTable>()).Run());
        silo.Configure<ClusterMembershipOptions>(members => members.IAmAliveTablePublishTimeout = SaysItLives);
        silo.Services.AddSingleton<SiloLosses>();
        silo.AddStartupTask((provider, _) =>
        {
            provider.GetRequiredService<ISiloStatusOracle>().SubscribeToSiloStatusEvents(ActivatorUtilities.CreateInstance<SiloDeaths>(provider));
            return Task.CompletedTask;
        });
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<OrdersOptions>>(Identify);
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<OrdersOptions>>(Listen);
    }

    public static void Identify(ClusterOptions cluster, IOptions<OrdersOptions> orders)
    {
        cluster.ClusterId = orders.Value.Cluster.ClusterId;
        cluster.ServiceId = orders.Value.Cluster.ServiceId;
    }

    /// <summary>On the address under which the others find it, and on no other.</summary>
    private static void Listen(EndpointOptions endpoints, IOptions<OrdersOptions> orders)
    {
        var settings = orders.Value.Cluster;
        var (anySilo, anyGateway) = FreePorts.Two();
        endpoints.AdvertisedIPAddress = AddressOf(settings.AdvertisedAddress);
        endpoints.SiloPort = settings.SiloPort == 0 ? anySilo : settings.SiloPort;
        endpoints.GatewayPort = settings.GatewayPort == 0 ? anyGateway : settings.GatewayPort;
    }

    private static IPAddress AddressOf(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return address;
        try
        {
            var found = Dns.GetHostAddresses(text);
            return found.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
        }
        catch (SocketException e)
        {
            throw new IOException($"Orders:Cluster:AdvertisedAddress: the name '{text}' leads to no address: {e.Message}", e);
        }
    }
}
