using Orleans.Conformance;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using Xunit;
using Door = Orleans.Conformance.Gate;

namespace Orleans.Embedded.Tests.Streams;

[GenerateSerializer, Immutable]
public sealed record Parcel([property: Id(0)] int Number, [property: Id(1)] string Door = "");

public interface ISlowConsumerGrain : IGrainWithStringKey;

/// <summary>Waits at the door that an item names.</summary>
[ImplicitStreamSubscription("slow")]
public sealed class SlowConsumerGrain : Grain, ISlowConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<Parcel>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<Parcel>().ResumeAsync(this);

    public async Task OnNextAsync(Parcel item, StreamSequenceToken? token = null)
    {
        Journal.For(this.GetPrimaryKeyString()).Add($"{item.Number}");
        if (item.Door.Length > 0) await Door.For(item.Door).Opened;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

/// <summary>
/// The queue of a consumer is bounded, and producers wait for room in it. (Orleans' memory streams let producers run ahead: the
/// waiting is the embedded engine's own, that nothing is lost or reordered is not.)
/// </summary>
public sealed class SlowConsumerTests
{
    private const int Many = 5000;

    private readonly string _key = Guid.NewGuid().ToString("N");

    private static Task<TestSilo> StartAsync() => TestSilo.StartAsync(silo =>
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryStreams("mem");
    });

    private IAsyncStream<Parcel> Stream(TestSilo silo, string suffix = "") => silo.Client.GetStreamProvider("mem").GetStream<Parcel>(StreamId.Create("slow", _key + suffix));

    private async Task<Task[]> PublishAgainstAClosedDoor(TestSilo silo)
    {
        await Stream(silo).OnNextAsync(new Parcel(0, _key));
        await Journal.For(_key).Has("0");
        return [.. Enumerable.Range(1, Many).Select(n => Stream(silo).OnNextAsync(new Parcel(n)))];
    }

    // Catches: a queue without a bound, an item lost or overtaken where producers had to wait for room.
    [Fact]
    public async Task Publish_ConsumerIsStuck_ProducersWaitForRoomAndNothingIsLost()
    {
        await using var silo = await StartAsync();
        var published = await PublishAgainstAClosedDoor(silo);
        Assert.Contains(published, p => p.IsCompletedSuccessfully);
        Assert.Contains(published, p => !p.IsCompleted);
        Assert.False(published[^1].IsCompleted);

        Door.For(_key).Open();
        await Task.WhenAll(published).InTime();
        Assert.Equal(Enumerable.Range(0, Many + 1).Select(n => $"{n}"), await Journal.For(_key).AtLeast(Many + 1));
    }

    // Catches: a stuck consumer that holds up other streams.
    [Fact]
    public async Task Publish_AnotherStreamsConsumerIsStuck_IsNotHeldUp()
    {
        await using var silo = await StartAsync();
        await PublishAgainstAClosedDoor(silo);
        for (var n = 0; n < 2000; n++) await Stream(silo, "-other").OnNextAsync(new Parcel(n)).InTime();
        await Journal.For(_key + "-other").AtLeast(2000);
        Assert.Equal(["0"], Journal.For(_key).Entries);
        Door.For(_key).Open();
    }

    // Catches: producers left waiting for a consumer that is no more.
    [Fact]
    public async Task Unsubscribe_QueueIsFull_LetsTheProducersGo()
    {
        await using var silo = await StartAsync();
        var stream = silo.Client.GetStreamProvider("mem").GetStream<Parcel>(StreamId.Create("unheard", _key));
        var handle = await stream.SubscribeAsync((item, _) =>
        {
            Journal.For(_key).Add($"{item.Number}");
            return Door.For(_key).Opened;
        });
        var published = Enumerable.Range(0, Many).Select(n => stream.OnNextAsync(new Parcel(n))).ToArray();
        await Journal.For(_key).Has("0");
        Assert.Contains(published, p => !p.IsCompleted);

        await handle.UnsubscribeAsync().InTime();
        await Task.WhenAll(published).InTime();
        Door.For(_key).Open();
        Assert.Equal(["0"], Journal.For(_key).Entries);
    }

    // Catches: a stop that waits for a backlog, producers that wait for ever, or are told that all is well, when it is lost.
    [Fact]
    public async Task Stop_QueueIsFull_EndsAndTellsTheProducers()
    {
        await using var silo = await StartAsync();
        var published = await PublishAgainstAClosedDoor(silo);
        var stop = silo.StopAsync();
        Door.For(_key).Open();
        await stop.InTime();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => published[^1].InTime());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Stream(silo).OnNextAsync(new Parcel(0)).InTime());
    }
}
