using Orleans.Streams;

namespace Orleans;

/// <summary>Streams from inside a grain.</summary>
public static class GrainStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
        ((Activation)grain.GrainContext).Silo.Services.StreamProvider(name);

    internal static IStreamProvider StreamProvider(this IServiceProvider services, string name) =>
        services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"No stream provider is registered as '{name}'.");
}

/// <summary>Streams from outside of grains.</summary>
public static class ClientStreamingExtensions
{
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
        ((GrainFactory)client).Origin.Silo.Services.StreamProvider(name);
}

/// <summary>Every grain of the class, of whatever key, is subscribed to the stream of that key in the namespace.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null) : Attribute
{
    internal string Namespace { get; } =
        streamIdMapper is null ? streamNamespace : throw new NotSupportedException("Stream id mappers are not supported.");
}
