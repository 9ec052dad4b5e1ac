using Orleans.Runtime.Providers;

namespace Orleans.Hosting;

/// <summary>Sets up a stream provider by its name.</summary>
public interface INamedServiceConfigurator
{
    string Name { get; }

    Action<Action<IServiceCollection>> ConfigureDelegate { get; }
}

public interface IPersistentStreamConfigurator : INamedServiceConfigurator;

public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;

public interface ISiloMemoryStreamConfigurator : ISiloPersistentStreamConfigurator;

internal sealed record StreamConfigurator(string Name, Action<Action<IServiceCollection>> ConfigureDelegate) : ISiloMemoryStreamConfigurator;

public static class SiloBuilderMemoryStreamExtensions
{
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        builder.Services.AddKeyedSingleton<IStreamProvider>(name, (services, _) => new StreamHub(services.GetRequiredService<Silo>(), name));
        configure?.Invoke(new StreamConfigurator(name, services => services(builder.Services)));
        return builder;
    }
}

public static class SiloPersistentStreamConfiguratorExtensions
{
    public static void ConfigurePullingAgent(
        this ISiloPersistentStreamConfigurator configurator, Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
        configurator.ConfigureDelegate(services => configureOptions?.Invoke(services.AddOptions<StreamPullingAgentOptions>(configurator.Name)));

    public static void ConfigureBackoffProvider(
        this ISiloPersistentStreamConfigurator configurator, Func<IServiceProvider, string, IMessageDeliveryBackoffProvider> factory) =>
        configurator.ConfigureDelegate(services => services.AddKeyedSingleton(configurator.Name, (provider, key) => factory(provider, (string)key!)));
}

public static class PersistentStreamConfiguratorExtensions
{
    public static void ConfigureStreamPubSub(this IPersistentStreamConfigurator configurator, StreamPubSubType type = StreamPubSubType.ExplicitGrainBasedAndImplicit) =>
        configurator.ConfigureDelegate(services => services.Configure<StreamPullingAgentOptions>(configurator.Name, options => options.PubSubType = type));
}
