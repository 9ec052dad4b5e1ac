namespace Orleans.TestingHost;

/// <summary>Options of a test cluster.</summary>
public sealed class InProcessTestClusterOptions
{
    public bool InitializeClientOnDeploy { get; set; } = true;

    public bool ConfigureFileLogging { get; set; } = true;

    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}

/// <summary>What distinguishes one silo of a test cluster.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    public string SiloName { get; set; } = "Primary";
}

/// <summary>Sets up a test cluster of one silo and one client.</summary>
public sealed class InProcessTestClusterBuilder
{
    public InProcessTestClusterBuilder() : this(1)
    {
    }

    public InProcessTestClusterBuilder(short initialSilosCount)
    {
        if (initialSilosCount != 1) throw new NotSupportedException("The embedded engine runs one silo.");
    }

    public InProcessTestClusterOptions Options { get; } = new();

    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((specific, host) => host.UseOrleans(silo => configureSiloDelegate(specific, silo)));
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(host => configureClientDelegate(new Builder(host.Services, host.Configuration)));
        return this;
    }

    public InProcessTestCluster Build() => new(Options);
}

/// <summary>One silo in this process.</summary>
public sealed class InProcessSiloHandle
{
    internal InProcessSiloHandle(IHost host) => SiloHost = host;

    public IHost SiloHost { get; }

    public IServiceProvider ServiceProvider => SiloHost.Services;
}

/// <summary>A silo and a client of its own in this process, for tests.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private ClusterClient? _client;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    public InProcessTestClusterOptions Options { get; }

    public IReadOnlyList<InProcessSiloHandle> Silos => _silos;

    public IClusterClient Client => _client ?? throw new InvalidOperationException("The cluster has no client: it is not deployed, or InitializeClientOnDeploy is false.");

    public async Task DeployAsync()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.UseOrleans(_ => { });
        foreach (var configure in Options.SiloHostConfigurationDelegates) configure(new InProcessTestSiloSpecificOptions(), builder);
        var host = builder.Build();
        _silos.Add(new InProcessSiloHandle(host));
        await host.StartAsync();
        if (Options.InitializeClientOnDeploy) await InitializeClientAsync();
    }

    public async Task InitializeClientAsync()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        foreach (var configure in Options.ClientHostConfigurationDelegates) configure(builder);
        _clientHost = builder.Build();
        var services = _clientHost.Services;
        var origin = new CallOrigin(
            GetSiloServiceProvider().GetRequiredService<Silo>(),
            services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout,
            services.GetServices<IOutgoingGrainCallFilter>());
        _client = new ClusterClient(origin, services);
        await _clientHost.StartAsync();
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) => _silos[0].ServiceProvider;

    public async Task StopAllSilosAsync()
    {
        if (_clientHost is { } client)
        {
            _clientHost = null;
            await client.StopAsync();
            client.Dispose();
        }

        foreach (var silo in _silos) await silo.SiloHost.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllSilosAsync();
        foreach (var silo in _silos) silo.SiloHost.Dispose();
        _silos.Clear();
    }
}
