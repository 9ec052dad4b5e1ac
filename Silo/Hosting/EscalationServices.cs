using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orders.Hosting;

/// <summary>What the escalation grains need, and who wakes them.</summary>
internal static class EscalationServices
{
    public static void AddEscalation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EscalationOptions>().Bind(configuration.GetSection(EscalationOptions.Section))
            .Validate(options => options.TickSeconds is >= 1 and <= 3600, "Orders:Escalation:TickSeconds must be from 1 to 3600.")
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<EscalationOptions>>().Value);
        services.AddSingleton<IShopPolicies, ShopPolicies>();
    }

    /// <summary>Each share once; from then on their timers and reminders keep them going.</summary>
    public static void StartEscalation(this ISiloBuilder silo) => silo.AddStartupTask(async (services, _) =>
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        await Task.WhenAll(Enumerable.Range(0, EscalationShares.Count).Select(share => grains.GetGrain<IEscalationGrain>(share).Start()));
    });
}
