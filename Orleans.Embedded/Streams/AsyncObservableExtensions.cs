namespace Orleans.Streams;

public static class AsyncObservableExtensions
{
    /// <summary>Subscribes with a delegate.</summary>
    public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(this IAsyncObservable<T> obs, Func<T, StreamSequenceToken?, Task> onNextAsync) =>
        obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync));

    private sealed class DelegateObserver<T>(Func<T, StreamSequenceToken?, Task> next) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => next(item, token);

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}
