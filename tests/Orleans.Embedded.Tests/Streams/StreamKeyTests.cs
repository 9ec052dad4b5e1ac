using Orleans.Conformance;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;
using Xunit;

namespace Orleans.Embedded.Tests.Streams;

public interface INumberedConsumerGrain : IGrainWithIntegerKey;

/// <summary>Writes down the number of its own under what it was sent.</summary>
[ImplicitStreamSubscription("numbered")]
public sealed class NumberedConsumerGrain : Grain, INumberedConsumerGrain, IStreamSubscriptionObserver, IAsyncObserver<Parcel>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<Parcel>().ResumeAsync(this);

    public Task OnNextAsync(Parcel item, StreamSequenceToken? token = null)
    {
        Journal.For(item.Door).Add($"{this.GetPrimaryKeyLong()}");
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}

public sealed class StreamKeyTests
{
    // Catches: the number of a stream read in one base and that of its subscriber in another.
    [Theory]
    [InlineData(7)]
    [InlineData(26)]
    [InlineData(-1)]
    public async Task Publish_StreamHasANumber_ReachesTheGrainOfThatNumber(long number)
    {
        await using var silo = await TestSilo.StartAsync(s => s.AddMemoryStreams("mem", b => b.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly)));
        var journal = Guid.NewGuid().ToString("N");

        await silo.Client.GetStreamProvider("mem").GetStream<Parcel>(StreamId.Create("numbered", number)).OnNextAsync(new Parcel(0, journal));

        Assert.Equal([$"{number}"], await Journal.For(journal).AtLeast(1));
        Assert.Equal($"{number}", StreamId.Create("numbered", number).GetKeyAsString());
    }
}
