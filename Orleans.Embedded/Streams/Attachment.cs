namespace Orleans.Streams;

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
