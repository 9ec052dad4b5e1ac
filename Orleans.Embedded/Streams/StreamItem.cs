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
