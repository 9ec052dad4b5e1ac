using Orleans.Streams.Core;

namespace Orleans.Streams;

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
