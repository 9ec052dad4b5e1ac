using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orders.Tests;

/// <summary>A silo of its own whose grains, timers and reminders go by a clock that stands still until a test moves it.</summary>
internal sealed class ClockedSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private ClockedSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    public static async Task<ClockedSilo> Start(ManualTimeProvider clock, InMemoryReminders reminders, Action<IServiceCollection> services)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            foreach (var area in new[] { TimeProviderNames.Messaging, TimeProviderNames.ActivationManagement, TimeProviderNames.Membership, TimeProviderNames.SystemTimers })
                silo.Services.AddKeyedSingleton(area, TimeProvider.System);
            silo.Services.AddSingleton<IReminderTable>(reminders);
            silo.AddReminders();
            services(silo.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new ClockedSilo(cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
