namespace Orleans.TestingHost;

/// <summary>Sets a silo of a test cluster up; needs a constructor without parameters.</summary>
public interface ISiloConfigurator
{
    void Configure(ISiloBuilder siloBuilder);
}

/// <summary>Sets up a test cluster of one silo and one client, by classes.</summary>
public class TestClusterBuilder(short initialSilosCount)
{
    private readonly InProcessTestClusterBuilder _builder = new(initialSilosCount);

    public TestClusterBuilder AddSiloBuilderConfigurator<T>()
        where T : new()
    {
        if (new T() is not ISiloConfigurator configurator) throw new NotSupportedException($"{typeof(T)} is no {nameof(ISiloConfigurator)}.");
        _builder.ConfigureSilo((_, silo) => configurator.Configure(silo));
        return this;
    }

    public TestCluster Build() => new(_builder.Build());
}

/// <summary>A silo of a test cluster.</summary>
public abstract class SiloHandle;

/// <summary>A silo and a client of its own, for tests.</summary>
public class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    internal TestCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IReadOnlyList<SiloHandle> Silos => [.. _cluster.Silos.Select(_ => new InProcess())];

    public IGrainFactory GrainFactory => Client;

    public IClusterClient Client => _cluster.Client;

    public Task DeployAsync() => _cluster.DeployAsync();

    public Task StopAllSilosAsync() => _cluster.StopAllSilosAsync();

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class InProcess : SiloHandle;
}
