using Orleans.Runtime.Hosting;

namespace Orleans.Providers
{
    /// <summary>Names that mean something by themselves.</summary>
    public static class ProviderConstants
    {
        public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
        public const string DEFAULT_PUBSUB_PROVIDER_NAME = "PubSubStore";
    }

    /// <summary>Names the storage of a <see cref="Grain{TGrainState}"/>.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class StorageProviderAttribute : Attribute
    {
        public string ProviderName { get; set; } = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
    }
}

namespace Orleans.Runtime.Hosting
{
    public static class StorageProviderExtensions
    {
        /// <summary>Registers a storage provider under a name.</summary>
        public static IServiceCollection AddGrainStorage<T>(this IServiceCollection collection, string name, Func<IServiceProvider, string, T> implementationFactory)
            where T : IGrainStorage =>
            collection.AddKeyedSingleton<IGrainStorage>(name, (provider, key) => implementationFactory(provider, (string)key!));
    }
}

namespace Orleans.Configuration
{
    /// <summary>Options of the storage in memory.</summary>
    public class MemoryGrainStorageOptions;
}

namespace Orleans.Hosting
{
    /// <summary>Storage that ends with the silo.</summary>
    public static class MemoryGrainStorageSiloBuilderExtensions
    {
        public static ISiloBuilder AddMemoryGrainStorage(
            this ISiloBuilder builder, string name, Action<Microsoft.Extensions.Options.OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null)
        {
            configureOptions?.Invoke(builder.Services.AddOptions<MemoryGrainStorageOptions>(name));
            builder.Services.AddGrainStorage(name, (_, _) => new MemoryGrainStorage());
            return builder;
        }

        public static ISiloBuilder AddMemoryGrainStorageAsDefault(
            this ISiloBuilder builder, Action<Microsoft.Extensions.Options.OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null) =>
            builder.AddMemoryGrainStorage(Providers.ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);
    }
}
