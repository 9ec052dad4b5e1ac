namespace Orleans.Runtime;

public static class AsyncEnumerableExtensions
{
    /// <summary>How many elements of a grain's sequence may come at once, if they are ready; others are sent on one by one.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatchSize, 1);
        return self is RemoteSequence<T> sequence ? sequence.InBatchesOf(maxBatchSize) : self;
    }
}
