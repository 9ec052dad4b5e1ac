using Orleans.Streams.Core;

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

/// <summary>A subscription of a grain, or of a client, by its id.</summary>
internal sealed class StreamHandle<T>(StreamHub hub, StreamId stream, Guid id) : StreamSubscriptionHandle<T>
{
    public override Guid HandleId => id;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null) =>
        Resume(Attachment.Of(observer), token);

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token = null) =>
        Resume(Attachment.Of(observer), token);

    public override Task UnsubscribeAsync()
    {
        Activation.Current?.Attachments?.Remove(id);
        return hub.With(stream, topic => topic.Unsubscribe(id));
    }

    public override bool Equals(object? obj) => obj is StreamHandle<T> other && other.HandleId == id;

    public override int GetHashCode() => id.GetHashCode();

    private Task<StreamSubscriptionHandle<T>> Resume(Attachment attachment, StreamSequenceToken? token)
    {
        if (token is not null) throw new NotSupportedException("Memory streams cannot be read from an earlier place.");
        if (Activation.Current is { } grain)
        {
            (grain.Attachments ??= [])[id] = attachment;
            return Task.FromResult<StreamSubscriptionHandle<T>>(this);
        }

        return hub.With<StreamSubscriptionHandle<T>>(stream, topic =>
        {
            var client = Array.Find(topic.Consumers, c => c.Id == id)?.Client
                ?? throw new ArgumentException($"No client has the subscription {id} to {stream}.");
            client.Attachment = attachment;
            return Task.FromResult<StreamSubscriptionHandle<T>>(this);
        });
    }
}

/// <summary>What a grain that is told of its subscription gets.</summary>
internal sealed class HandleFactory(StreamHub hub, StreamId stream, Guid id) : IStreamSubscriptionHandleFactory
{
    public StreamId StreamId => stream;

    public string ProviderName => hub.Name;

    public GuidId SubscriptionId { get; } = new(id);

    public StreamSubscriptionHandle<T> Create<T>() => new StreamHandle<T>(hub, stream, id);
}

/// <summary>An item on its way: nobody changes the value, consumers get copies where it could be changed.</summary>
internal readonly record struct StreamItem(object? Value, ItemToken Token)
{
    internal T Copy<T>() => CopyContext.CopyOne((T)Value!);
}

/// <summary>The place of an item: the number of its publication, and its index in a published batch.</summary>
internal sealed class ItemToken(long sequence, int index) : StreamSequenceToken
{
    public override long SequenceNumber { get; protected set; } = sequence;

    public override int EventIndex { get; protected set; } = index;

    public override string ToString() => $"{SequenceNumber}.{EventIndex}";
}

/// <summary>
/// An observer that a subscriber has put to one of its subscriptions. Next hands over the first item, or all of them where
/// batches are taken.
/// </summary>
internal sealed record Attachment(bool TakesBatches, Func<List<StreamItem>, Task> Next, Func<Exception, Task> Error)
{
    internal static Attachment Of<T>(IAsyncObserver<T> observer) =>
        new(false, items => observer.OnNextAsync(items[0].Copy<T>(), items[0].Token), observer.OnErrorAsync);

    internal static Attachment Of<T>(IAsyncBatchObserver<T> observer) =>
        new(true, items => observer.OnNextAsync([.. items.Select(i => new SequentialItem<T>(i.Copy<T>(), i.Token))]), observer.OnErrorAsync);
}

/// <summary>A subscriber that is no grain: the turns of its observer. It ends with the process.</summary>
internal sealed class ClientHost(Silo silo, Attachment attachment) : RequestHost(silo)
{
    internal Attachment Attachment { get; set; } = attachment;

    public override string ToString() => "a client's stream subscription";

    protected override void Execute(Request request) => request.Invoke(this);
}
