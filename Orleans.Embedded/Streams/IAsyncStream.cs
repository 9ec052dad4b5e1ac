namespace Orleans.Streams;

/// <summary>Makes references to streams; a stream need not be created.</summary>
public interface IStreamProvider
{
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}

/// <summary>A stream: items go in at one end, and come out at every subscription, in order.</summary>
public interface IAsyncStream<T> : IAsyncObservable<T>, IAsyncBatchObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The asking grain's own subscriptions to this stream.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}

/// <summary>Takes items one at a time; throwing means: again, later.</summary>
public interface IAsyncObserver<in T>
{
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    Task OnCompletedAsync() => Task.CompletedTask;

    Task OnErrorAsync(Exception ex);
}

/// <summary>Takes items as they have piled up.</summary>
public interface IAsyncBatchObserver<T>
{
    Task OnNextAsync(IList<SequentialItem<T>> items);

    Task OnCompletedAsync() => Task.CompletedTask;

    Task OnErrorAsync(Exception ex);
}

/// <summary>Takes batches of items from a producer.</summary>
public interface IAsyncBatchProducer<in T> : IAsyncObserver<T>
{
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

public interface IAsyncObservable<T>
{
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);
}

public interface IAsyncBatchObservable<T>
{
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer);
}

/// <summary>An item with its place in its stream.</summary>
public class SequentialItem<T>(T item, StreamSequenceToken token)
{
    public T Item { get; } = item;

    public StreamSequenceToken Token { get; } = token;
}

/// <summary>A place in a stream.</summary>
public abstract class StreamSequenceToken
{
    public abstract long SequenceNumber { get; protected set; }

    public abstract int EventIndex { get; protected set; }
}

/// <summary>A subscription: it belongs to the subscriber's identity and lasts until it is unsubscribed.</summary>
public abstract class StreamSubscriptionHandle<T>
{
    public abstract Guid HandleId { get; }

    public abstract Task UnsubscribeAsync();

    /// <summary>Attaches an observer to the subscription: after an activation none is attached. There is no earlier place to begin at.</summary>
    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null);

    public abstract Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null);
}

/// <summary>A consumer failed for too long: the item was given up.</summary>
public class StreamEventDeliveryFailureException(string message, Exception innerException) : OrleansException(message, innerException);

public static class AsyncObservableExtensions
{
    /// <summary>Subscribes with a delegate.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
        this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync));

    private sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> next) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => next(item, token);

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}

/// <summary>Which kinds of subscription a stream provider knows.</summary>
public enum StreamPubSubType
{
    ExplicitGrainBasedAndImplicit = 0,
    ImplicitOnly = 2,
}

/// <summary>The key of the clock that streams use instead of the container's, if registered.</summary>
public static class StreamingTimeProviderNames
{
    public const string Streaming = "Orleans.Streaming";
}
