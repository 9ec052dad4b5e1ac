namespace Orleans.Streams;

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
