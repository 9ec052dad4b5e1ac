using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Xunit;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Orleans.Embedded.Tests;

/// <summary>One silo for one test, and the client that lives beside its grains.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestSilo(InProcessTestCluster cluster) => _cluster = cluster;

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public IGrainFactory Grains => Services.GetRequiredService<IClusterClient>();

    public IClusterClient Client => Services.GetRequiredService<IClusterClient>();

    /// <summary>Orderly stop; ends when the silo has.</summary>
    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public static async Task<TestSilo> StartAsync(Action<ISiloBuilder>? configure = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) => configure?.Invoke(silo));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestSilo(cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
