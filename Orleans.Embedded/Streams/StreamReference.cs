namespace Orleans.Streams;

/// <summary>A stream as producers and subscribers hold it.</summary>
internal sealed class StreamReference<T>(StreamHub hub, StreamId id) : IAsyncStream<T>
{
    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => hub.Publish<T>(id, [item]);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => hub.Publish<T>(id, batch.ToArray());

    public Task OnErrorAsync(Exception ex) => throw new NotSupportedException("OnErrorAsync is not supported: publish the error as an item.");

    public Task OnCompletedAsync() => throw new NotSupportedException("Streams do not end: OnCompletedAsync is not supported.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => Subscribe(Attachment.Of(observer));

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => Subscribe(Attachment.Of(observer));

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles()
    {
        var grain = Activation.Current;
        return hub.With(id, topic =>
        {
            var own = topic.Consumers.Where(c => grain is null ? c.Client is not null : c.Client is null && c.Grain == grain.GrainId);
            return Task.FromResult<IList<StreamSubscriptionHandle<T>>>([.. own.Select(c => new StreamHandle<T>(hub, id, c.Id))]);
        });
    }

    private async Task<StreamSubscriptionHandle<T>> Subscribe(Attachment attachment)
    {
        if (hub.ImplicitOnly) throw new ArgumentException($"The stream provider '{hub.Name}' knows implicit subscriptions only.");
        var grain = Activation.Current;
        return new StreamHandle<T>(hub, id, await hub.With(id, topic => topic.Subscribe(grain, attachment)));
    }
}
