using Orleans.Concurrency;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orders.Benchmarks;

[GenerateSerializer, Immutable, Alias("benchmarks.BenchmarkEvent")]
public sealed record BenchmarkEvent([property: Id(0)] long Number);

public static class EventNames
{
    public const string Implicit = "benchmark-implicit";
    public const string Explicit = "benchmark-explicit";
}

/// <summary>How many events the consumers have taken, of all that were published.</summary>
public sealed class EventCounter
{
    private long _count;
    private long _awaited = -1;
    private TaskCompletionSource _reached = new();

    public long Count => Interlocked.Read(ref _count);

    public void Add()
    {
        if (Interlocked.Increment(ref _count) == Volatile.Read(ref _awaited)) _reached.TrySetResult();
    }

    public void Restart() => Interlocked.Exchange(ref _count, 0);

    /// <summary>Ends when so many more have been taken; to be asked before they are published.</summary>
    public Task Next(int events)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, Count + events);
        return _reached.Task;
    }

    /// <summary>Ends when no more events arrive.</summary>
    public async Task Quiet()
    {
        for (var before = -1L; before != Count; await Task.Delay(5)) before = Count;
    }
}

public interface IEventConsumerGrain : IGrainWithIntegerKey
{
    Task Subscribe();
}

/// <summary>Subscribes to one stream, with others of its kind.</summary>
public sealed class EventConsumerGrain(EventCounter counter) : Grain, IEventConsumerGrain
{
    public Task Subscribe() => this.GetStreamProvider("explicit").GetStream<BenchmarkEvent>(StreamId.Create(EventNames.Explicit, 0L))
        .SubscribeAsync(new CountingObserver(counter));
}

public interface IImplicitConsumerGrain : IGrainWithIntegerKey;

[ImplicitStreamSubscription(EventNames.Implicit)]
public sealed class ImplicitConsumerGrain(EventCounter counter) : Grain, IImplicitConsumerGrain, IStreamSubscriptionObserver
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<BenchmarkEvent>().ResumeAsync(new CountingObserver(counter));
}

internal sealed class CountingObserver(EventCounter counter) : IAsyncObserver<BenchmarkEvent>
{
    public Task OnNextAsync(BenchmarkEvent item, StreamSequenceToken? token = null)
    {
        counter.Add();
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
