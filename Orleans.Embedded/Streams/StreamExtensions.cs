namespace Orleans
{
    /// <summary>Streams from inside a grain.</summary>
    public static class GrainStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this Grain grain, string name) => GetStreamProvider((IGrainBase)grain, name);

        public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
            ((Activation)grain.GrainContext).Silo.Services.StreamProvider(name);

        internal static IStreamProvider StreamProvider(this IServiceProvider services, string name) =>
            services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"No stream provider is registered as '{name}'.");
    }

    /// <summary>Streams from outside of grains.</summary>
    public static class ClientStreamingExtensions
    {
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            ((ClusterClient)client).Origin.Silo.Services.StreamProvider(name);
    }

    /// <summary>Every grain of the class, of whatever key, is subscribed to the stream of that key in the namespace.</summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public class ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null) : Attribute
    {
        internal string Namespace { get; } =
            streamIdMapper is null ? streamNamespace : throw new NotSupportedException("Stream id mappers are not supported.");
    }
}

namespace Orleans.Streams
{
    /// <summary>Subscribing with delegates.</summary>
    public static class AsyncObservableExtensions
    {
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync, Func<Exception, Task> onErrorAsync) =>
            obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync));

        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
            SubscribeAsync(obs, onNextAsync, _ => Task.CompletedTask);
    }

    internal sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> next, Func<Exception, Task> error) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => next(item, token);

        public Task OnErrorAsync(Exception ex) => error(ex);
    }
}

namespace Orleans.Streams.Core
{
    /// <summary>A grain that is told of its subscriptions, so that it can attach observers to them.</summary>
    public interface IStreamSubscriptionObserver
    {
        Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
    }

    /// <summary>A subscription whose item type is known to the subscriber alone.</summary>
    public interface IStreamSubscriptionHandleFactory
    {
        StreamId StreamId { get; }

        string ProviderName { get; }

        GuidId SubscriptionId { get; }

        StreamSubscriptionHandle<T> Create<T>();
    }
}

namespace Orleans.Runtime
{
    /// <summary>A guid as an identity.</summary>
    public sealed class GuidId : IEquatable<GuidId>
    {
        public readonly Guid Guid;

        private GuidId(Guid guid) => Guid = guid;

        public static GuidId GetGuidId(Guid guid) => new(guid);

        public bool Equals(GuidId? other) => other is not null && Guid == other.Guid;

        public override bool Equals(object? obj) => Equals(obj as GuidId);

        public override int GetHashCode() => Guid.GetHashCode();

        public override string ToString() => Guid.ToString();
    }
}
