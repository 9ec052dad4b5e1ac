namespace Orleans.TestingHost;

/// <summary>Options of a test cluster.</summary>
public sealed class InProcessTestClusterOptions
{
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>Of no effect: nothing logs into files here.</summary>
    public bool ConfigureFileLogging { get; set; } = true;
}

/// <summary>What distinguishes one silo of a test cluster: nothing, there is one.</summary>
public sealed class InProcessTestSiloSpecificOptions;

/// <summary>Sets up a test cluster of one silo and one client.</summary>
public sealed class InProcessTestClusterBuilder
{
    public InProcessTestClusterBuilder(short initialSilosCount)
    {
        if (initialSilosCount != 1) throw new NotSupportedException("The embedded engine runs one silo.");
    }

    public InProcessTestClusterOptions Options { get; } = new();

    internal List<Action<IHostApplicationBuilder>> Silo { get; } = [host => host.UseOrleans(_ => { })];

    internal List<Action<IHostApplicationBuilder>> Client { get; } = [];

    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
    {
        Silo.Add(host => host.UseOrleans(silo => configureSiloDelegate(new InProcessTestSiloSpecificOptions(), silo)));
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate)
    {
        Client.Add(host => configureClientDelegate(new Builder(host.Services)));
        return this;
    }

    public InProcessTestCluster Build() => new(this);
}

/// <summary>One silo in this process.</summary>
public sealed class InProcessSiloHandle
{
    internal InProcessSiloHandle(IHost host) => SiloHost = host;

    public IHost SiloHost { get; }
}

/// <summary>A silo and a client of its own in this process, for tests.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private readonly InProcessTestClusterBuilder _setup;
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private GrainFactory? _client;

    internal InProcessTestCluster(InProcessTestClusterBuilder setup) => _setup = setup;

    public IReadOnlyList<InProcessSiloHandle> Silos => _silos;

    public IClusterClient Client => _client ?? throw new InvalidOperationException("The cluster is not deployed, or is to have no client.");

    public async Task DeployAsync()
    {
        var silo = Build(_setup.Silo);
        _silos.Add(new InProcessSiloHandle(silo));
        await silo.StartAsync();
        if (!_setup.Options.InitializeClientOnDeploy) return;
        _clientHost = Build(_setup.Client); // a container of its own, as a client elsewhere has
        var services = _clientHost.Services;
        _client = new GrainFactory(
            silo.Services.GetRequiredService<Silo>(),
            services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout,
            services.GetServices<IOutgoingGrainCallFilter>());
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) => _silos[0].SiloHost.Services;

    public Task StopAllSilosAsync() => Task.WhenAll(_silos.Select(silo => silo.SiloHost.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        _clientHost?.Dispose();
        foreach (var silo in _silos) silo.SiloHost.Dispose();
        _silos.Clear();
    }

    private static IHost Build(List<Action<IHostApplicationBuilder>> setup)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        foreach (var configure in setup) configure(builder);
        return builder.Build();
    }
}

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
public sealed class TestCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    internal TestCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IReadOnlyList<SiloHandle> Silos => [.. _cluster.Silos.Select(_ => new InProcess())];

    public IGrainFactory GrainFactory => Client;

    public IClusterClient Client => _cluster.Client;

    public Task DeployAsync() => _cluster.DeployAsync();

    public Task StopAllSilosAsync() => _cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private sealed class InProcess : SiloHandle;
}
