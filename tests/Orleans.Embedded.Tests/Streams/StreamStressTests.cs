using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Conformance;
using Orleans.Runtime;
using Orleans.Runtime.Providers;
using Orleans.Streams;
using Orleans.Streams.Core;
using Xunit;
using Xunit.Abstractions;

namespace Orleans.Embedded.Tests.Streams;

[Flags]
public enum StressAct
{
    None = 0,
    Yield = 1,
    Leave = 2,
    FailOnce = 4,
}

[GenerateSerializer, Immutable]
public sealed record StressItem([property: Id(0)] int Number, [property: Id(1)] StressAct Act);

public interface IStreamStressGrain : IGrainWithStringKey
{
    Task Call();

    Task Leave();
}

/// <summary>Does with an item what the item says, and notes what must not be.</summary>
[ImplicitStreamSubscription("stress")]
public sealed class StreamStressGrain : Grain, IStreamStressGrain, IStreamSubscriptionObserver, IAsyncObserver<StressItem>
{
    public static readonly ConcurrentDictionary<string, int> Alive = new();
    public static readonly ConcurrentDictionary<string, int> Running = new();
    public static readonly ConcurrentQueue<string> Wrong = new();

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Alive.AddOrUpdate(Key, 1, (_, n) => n + 1) != 1) Wrong.Enqueue($"{Key}: two activations");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (Running.GetValueOrDefault(Key) != 0) Wrong.Enqueue($"{Key}: deactivated under a delivery");
        Alive.AddOrUpdate(Key, 0, (_, n) => n - 1);
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) => handleFactory.Create<StressItem>().ResumeAsync(this);

    public async Task OnNextAsync(StressItem item, StreamSequenceToken? token = null)
    {
        if (Running.AddOrUpdate(Key, 1, (_, n) => n + 1) != 1) Wrong.Enqueue($"{Key}: something else ran beside item {item.Number}");
        var journal = Journal.For(Key);
        journal.Add($"{item.Number}");
        if (item.Act.HasFlag(StressAct.Yield)) await Task.Yield();
        if (item.Act.HasFlag(StressAct.Leave)) this.DeactivateOnIdle();
        Running.AddOrUpdate(Key, 0, (_, n) => n - 1);
        if (item.Act.HasFlag(StressAct.FailOnce) && journal.Entries[^1] == $"{item.Number}" && journal.Entries.Length > 1 && journal.Entries[^2] == $"{item.Number}") return;
        if (item.Act.HasFlag(StressAct.FailOnce)) throw new InvalidOperationException("once");
    }

    public Task OnErrorAsync(Exception ex)
    {
        Wrong.Enqueue($"{Key}: {ex.Message}");
        return Task.CompletedTask;
    }

    public async Task Call()
    {
        if (Running.AddOrUpdate(Key, 1, (_, n) => n + 1) != 1) Wrong.Enqueue($"{Key}: a call ran beside an item");
        await Task.Yield();
        Running.AddOrUpdate(Key, 0, (_, n) => n - 1);
    }

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

public sealed class StreamStressTests(ITestOutputHelper output)
{
    private const int Streams = 4;
    private const int ItemsPerStream = 300;

    // Catches: an item lost, doubled or overtaken when its grain deactivates in or before its delivery, or fails; deliveries
    // that overlap calls; two activations.
    [Fact]
    public async Task Publish_ConsumersLeaveAndFailAtRandom_EveryItemComesOnceInItsOrder()
    {
        var seed = TestSeed.Next(output);
        var random = new Random(seed);
        await using var silo = await TestSilo.StartAsync(silo => silo.AddMemoryStreams("stress", streams =>
        {
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigureBackoffProvider((_, _) => (IMessageDeliveryBackoffProvider)new AtOnce());
        }));
        for (var round = 0; round < TestSeed.Rounds(3); round++) await Round(silo, random, seed);
    }

    private static async Task Round(TestSilo silo, Random random, int seed)
    {
        StreamStressGrain.Wrong.Clear();
        var keys = Enumerable.Range(0, Streams).Select(_ => Guid.NewGuid().ToString("N")).ToArray();
        var plans = keys.Select(key => (Key: key, Random: new Random(random.Next()))).ToArray();
        await Task.WhenAll(plans.SelectMany(plan => new[]
        {
            Task.Run(() => Publish(silo, plan.Key, new Random(plan.Random.Next()))),
            Task.Run(() => Disturb(silo, plan.Key, new Random(plan.Random.Next()))),
        })).InTime();
        foreach (var key in keys)
        {
            var last = $"{ItemsPerStream - 1}";
            var entries = await Journal.For(key).Has(last);
            var once = entries.Where((entry, i) => i == 0 || entries[i - 1] != entry); // a failed attempt is repeated at once
            Assert.True(once.SequenceEqual(Enumerable.Range(0, ItemsPerStream).Select(n => $"{n}")), $"ORDERS_TEST_SEED={seed}: {string.Join(",", entries)}");
        }

        Assert.True(StreamStressGrain.Wrong.IsEmpty, $"ORDERS_TEST_SEED={seed}: {string.Join("; ", StreamStressGrain.Wrong.Take(5))}");
    }

    private static async Task Publish(TestSilo silo, string key, Random random)
    {
        var stream = silo.Client.GetStreamProvider("stress").GetStream<StressItem>(StreamId.Create("stress", key));
        for (var n = 0; n < ItemsPerStream; n++)
        {
            var act = (random.Next(3) == 0 ? StressAct.Yield : 0) | (random.Next(10) == 0 ? StressAct.Leave : 0) | (random.Next(20) == 0 ? StressAct.FailOnce : 0);
            await stream.OnNextAsync(new StressItem(n, n == ItemsPerStream - 1 ? StressAct.None : act));
            if (random.Next(8) == 0) Thread.SpinWait(random.Next(3000));
        }
    }

    private static async Task Disturb(TestSilo silo, string key, Random random)
    {
        var grain = silo.Grains.GetGrain<IStreamStressGrain>(key);
        for (var i = 0; i < 100; i++)
        {
            if (random.Next(4) == 0) await grain.Leave();
            else await grain.Call();
        }
    }

    private sealed class AtOnce : IMessageDeliveryBackoffProvider
    {
        public TimeSpan Next(int attempt) => TimeSpan.FromMilliseconds(1);
    }
}
