using Orleans.Copying;

namespace Orleans.Streams;

/// <summary>An observer that a subscriber has put to one of its subscriptions.</summary>
internal abstract class Attachment
{
    internal abstract bool TakesBatches { get; }

    /// <summary>Hands over the first item, or all of them where batches are taken.</summary>
    internal abstract Task Next(List<StreamItem> items);

    internal abstract Task Error(Exception exception);
}

internal sealed class ItemAttachment<T>(IAsyncObserver<T> observer) : Attachment
{
    internal override bool TakesBatches => false;

    internal override Task Next(List<StreamItem> items) => observer.OnNextAsync(CopyContext.CopyOne((T)items[0].Value!), items[0].Token);

    internal override Task Error(Exception exception) => observer.OnErrorAsync(exception);
}

internal sealed class BatchAttachment<T>(IAsyncBatchObserver<T> observer) : Attachment
{
    internal override bool TakesBatches => true;

    internal override Task Next(List<StreamItem> items) =>
        observer.OnNextAsync([.. items.Select(i => new SequentialItem<T>(CopyContext.CopyOne((T)i.Value!), i.Token))]);

    internal override Task Error(Exception exception) => observer.OnErrorAsync(exception);
}
