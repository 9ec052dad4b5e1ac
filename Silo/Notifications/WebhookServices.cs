using Microsoft.Extensions.DependencyInjection;
using Orders.Storage;

namespace Orders.Notifications;

/// <summary>Wires webhooks: their tables, the way out, and the senders that had something to do when the last process ended.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<IWebhookStore, WebhookStore>();
        services.AddSingleton<IWebhookTransport, HttpWebhookTransport>();
        return services;
    }

    public static ISiloBuilder StartWebhooks(this ISiloBuilder silo)
    {
        silo.AddStartupTask(async (provider, _) =>
        {
            var grains = provider.GetRequiredService<IGrainFactory>();
            foreach (var id in await provider.GetRequiredService<IWebhookStore>().WithWork()) await grains.GetGrain<IWebhookSenderGrain>(id).Wake();
        });
        return silo;
    }
}
