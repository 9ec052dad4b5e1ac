using Orders.Storage;
using Orleans.Streams;

namespace Orders.Benchmarks;

/// <summary>Orders as they are, but nobody has to confirm anything.</summary>
internal sealed class UnawaitedOrders(OrderStore orders) : IOrderStore
{
    public Task<StoredOrder?> Load(OrderId id) => orders.Load(id);

    public Task<OrderHead> Append(OrderAppend append) => orders.Append(append with { Awaited = [] });

    public Task Reschedule(OrderId id, OrderHead head, DateTimeOffset? dueAt) => orders.Reschedule(id, head, dueAt);
}

// The interfaces of Orleans have all of these members, those of the embedded engine only some.
#pragma warning disable CA1822

/// <summary>Streams that lead nowhere.</summary>
internal sealed class SilentStreams : IStreamProvider
{
    public string Name => OrderStreams.Provider;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new Silence<T>(streamId);

    private sealed class Silence<T>(StreamId id) : IAsyncStream<T>
    {
        public bool IsRewindable => false;

        public string ProviderName => OrderStreams.Provider;

        public StreamId StreamId => id;

        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => Task.CompletedTask;

        public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

        public bool Equals(IAsyncStream<T>? other) => ReferenceEquals(this, other);

        public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : GetHashCode().CompareTo(other.GetHashCode());

        public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() => throw Deaf();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => throw Deaf();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) => throw Deaf();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => throw Deaf();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token) => throw Deaf();

        private static NotSupportedException Deaf() => new("Nobody listens here.");
    }
}
