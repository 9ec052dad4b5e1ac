namespace Orleans.Streams;

/// <summary>A stream as producers and subscribers hold it.</summary>
internal sealed class StreamReference<T>(StreamHub hub, StreamId id) : IAsyncStream<T>
{
    public bool IsRewindable => false;

    public string ProviderName => hub.Name;

    public StreamId StreamId => id;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => hub.Publish<T>(id, [item]);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => hub.Publish<T>(id, batch.ToArray());

    public Task OnCompletedAsync() => throw new NotSupportedException("Streams do not end: OnCompletedAsync is not supported.");

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("OnErrorAsync is not supported: publish the error as an item.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => Subscribe(Attachment.Of(observer));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
        filterData is null ? Subscribe(Attachment.Of(observer), token) : throw new NotSupportedException("Stream filters are not supported.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => Subscribe(Attachment.Of(observer));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token) =>
        Subscribe(Attachment.Of(observer), token);

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var grain = Activation.Current;
        return hub.With(id, topic =>
        {
            IEnumerable<Guid> own = grain is null
                ? topic.Consumers.Where(c => c.Client is not null).Select(c => c.Id)
                : topic.Consumers.Where(c => c.Client is null && c.Grain == grain.GrainId).Select(c => c.Id);
            return Task.FromResult<IList<StreamSubscriptionHandle<T>>>([.. own.Select(s => new StreamHandle<T>(hub, id, s))]);
        });
    }

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.ProviderName == hub.Name && other.StreamId == id;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => id.GetHashCode();

    public override string ToString() => $"{hub.Name}:{id}";

    private async Task<StreamSubscriptionHandle<T>> Subscribe(Attachment attachment, StreamSequenceToken? token = null)
    {
        if (token is not null) throw new NotSupportedException("Memory streams cannot be read from an earlier place.");
        if (hub.ImplicitOnly) throw new ArgumentException($"The stream provider '{hub.Name}' knows implicit subscriptions only.");
        var grain = Activation.Current;
        return new StreamHandle<T>(hub, id, await hub.With(id, topic => topic.Subscribe(grain, attachment)));
    }
}
