using Orleans.Runtime.Providers;

namespace Orleans.Configuration
{
    /// <summary>How a stream provider hands items to consumers.</summary>
    public class StreamPullingAgentOptions
    {
        /// <summary>How many items may go in one delivery to a consumer of batches.</summary>
        public int BatchContainerBatchSize { get; set; } = 1;

        public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

        /// <summary>For how long an item is tried again before it is given up.</summary>
        public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);
    }
}

namespace Orleans.Streams
{
    /// <summary>Which kinds of subscription a stream provider knows.</summary>
    public enum StreamPubSubType
    {
        ExplicitGrainBasedAndImplicit,
        ExplicitGrainBasedOnly,
        ImplicitOnly,
    }

    /// <summary>The key of the clock that streams use instead of the container's, if registered.</summary>
    public static class StreamingTimeProviderNames
    {
        public const string Streaming = "Orleans.Streaming";
    }
}

namespace Orleans.Internal
{
    /// <summary>How long to wait before the next attempt.</summary>
    public interface IBackoffProvider
    {
        TimeSpan Next(int attempt);
    }
}

namespace Orleans.Runtime.Providers
{
    /// <summary>How long to wait before an item is delivered again.</summary>
    public interface IMessageDeliveryBackoffProvider : Internal.IBackoffProvider;
}

namespace Orleans.Hosting
{
    /// <summary>Sets up something that has a name.</summary>
    public interface INamedServiceConfigurator
    {
        string Name { get; }

        Action<Action<IServiceCollection>> ConfigureDelegate { get; }
    }

    public interface IPersistentStreamConfigurator : INamedServiceConfigurator;

    public interface ISiloPersistentStreamConfigurator : IPersistentStreamConfigurator;

    public interface IMemoryStreamConfigurator : INamedServiceConfigurator;

    public interface ISiloRecoverableStreamConfigurator : ISiloPersistentStreamConfigurator;

    public interface ISiloMemoryStreamConfigurator : IMemoryStreamConfigurator, ISiloRecoverableStreamConfigurator;

    public static class SiloBuilderMemoryStreamExtensions
    {
        public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
        {
            builder.Services.AddKeyedSingleton<IStreamProvider>(name, (services, _) => new StreamHub(services.GetRequiredService<Silo>(), name));
            configure?.Invoke(new MemoryStreamConfigurator(name, services => builder.ConfigureServices(services)));
            return builder;
        }

        private sealed class MemoryStreamConfigurator(string name, Action<Action<IServiceCollection>> configure) : ISiloMemoryStreamConfigurator
        {
            public string Name => name;

            public Action<Action<IServiceCollection>> ConfigureDelegate => configure;
        }
    }

    public static class SiloPersistentStreamConfiguratorExtensions
    {
        public static void ConfigurePullingAgent(
            this ISiloPersistentStreamConfigurator configurator, Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null) =>
            configurator.ConfigureDelegate(services => configureOptions?.Invoke(services.AddOptions<StreamPullingAgentOptions>(configurator.Name)));

        public static void ConfigureBackoffProvider(
            this ISiloPersistentStreamConfigurator configurator, Func<IServiceProvider, string, IMessageDeliveryBackoffProvider> factory) =>
            configurator.ConfigureDelegate(services =>
                services.AddKeyedSingleton(configurator.Name, (provider, key) => factory(provider, (string)key!)));
    }

    public static class PersistentStreamConfiguratorExtensions
    {
        public static void ConfigureStreamPubSub(this IPersistentStreamConfigurator configurator, StreamPubSubType type = StreamPubSubType.ExplicitGrainBasedAndImplicit) =>
            configurator.ConfigureDelegate(services =>
                services.AddOptions<StreamPubSubOptions>(configurator.Name).Configure(options => options.PubSubType = type));
    }
}

namespace Orleans.Configuration
{
    public class StreamPubSubOptions
    {
        public StreamPubSubType PubSubType { get; set; } = StreamPubSubType.ExplicitGrainBasedAndImplicit;
    }
}
