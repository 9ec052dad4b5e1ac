using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orders.Identity;

namespace Orders.Hosting;

/// <summary>What a front end needs that has no silo of its own. Storage, accounts and demo are the silos'.</summary>
internal static class OrdersClient
{
    public static IHostApplicationBuilder AddOrdersClient(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOrdersOptions(builder.Configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddTelemetry(builder.Configuration);
        services.AddAccountsDatabase(); // for the keys that protect sign-ins: those of one front end are good at the others
        EngineSetup.Connect(builder);
        services.AddHealthChecks().AddCheck<EngineHealthCheck>("engine", tags: ["ready"]);

        // The web server does not wait for the cluster: whoever asks hears that this front end lives, and is not ready.
        services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        return builder;
    }
}
