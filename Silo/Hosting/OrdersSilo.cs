using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orders.Commands;
using Orders.Identity;
using Orders.Notifications;
using Orders.Payments;
using Orders.Storage;
using Orleans.Streams;

namespace Orders.Hosting;

/// <summary>Puts the whole silo into a host: options, storage, accounts, the engine with its grains, demo data where asked for.</summary>
public static class OrdersSilo
{
    /// <summary>For a front end: the silo in this process or, with <c>Orders:Hosting=Client</c>, the way to a cluster of them.</summary>
    public static IHostApplicationBuilder AddOrders(this IHostApplicationBuilder builder) =>
        EngineSetup.HasClusters && HostingChoice.IsClient(builder.Configuration) ? builder.AddOrdersClient() : builder.AddOrdersSilo();

    public static IHostApplicationBuilder AddOrdersSilo(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOrdersOptions(builder.Configuration);

        // What starts first stops last: the database outlives the engine, which outlives whoever calls it.
        services.AddTelemetry(builder.Configuration);
        services.AddStorage();
        services.AddHostedService<ImportGuard>();
        services.AddOptions<StorageOptions>().Configure<IOptions<OrdersOptions>>(
            (storage, orders) =>
            {
                storage.DataDirectory = Path.GetFullPath(orders.Value.DataDirectory);
                storage.PostgresConnection = orders.Value.Database.IsPostgres ? orders.Value.Database.ConnectionString : null;
            });
        services.AddSingleton<IFaultPoints, ProcessFaults>();
        services.AddAccounts();
        services.AddNotifications();
        services.AddPayments();
        services.AddWebhooks();
        services.AddEscalation(builder.Configuration);
        EngineSetup.Prepare(builder);
        builder.UseOrleans(silo =>
        {
            silo.AddActivityPropagation();
            silo.AddReminders();
            EngineSetup.Join(silo, builder.Configuration);
            silo.StartEscalation();
            silo.StartWebhooks();
            silo.AddMemoryStreams(OrderStreams.Provider, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.AddStartupTask((provider, _) => provider.GetRequiredService<IGrainFactory>().GetGrain<IOutboxGrain>(0).Start());
            silo.AddStartupTask((provider, _) => provider.GetRequiredService<IGrainFactory>().GetGrain<IAuditCheckpointGrain>(0).Start());
            silo.AddStartupTask((provider, _) => provider.GetRequiredService<IGrainFactory>().GetGrain<IMailGrain>(0).Wake());
            silo.AddStartupTask<CheckoutRecovery>();
        });
        services.AddHealthChecks().AddCheck<EngineHealthCheck>("engine", tags: ["ready"]);
        services.AddDemoData();
        return builder;
    }

    /// <summary>Builds the host and runs it to its end. What an operator can mend is said in words rather than in a stack trace.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> Run(Func<IHost> build)
    {
        try
        {
            await build().RunAsync(); // To build it looks at settings already.
            return 0;
        }
        catch (Exception e) when (StartFailure.InWords(e) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return ExitCodes.CannotStart;
        }
    }
}
