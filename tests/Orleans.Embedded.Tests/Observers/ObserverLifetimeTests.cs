using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Conformance;
using Orleans.Utilities;
using Xunit;

namespace Orleans.Embedded.Tests.Observers;

public interface IBellObserver : IGrainObserver
{
    Task Ring(string text);
}

public interface IBellGrain : IGrainWithStringKey
{
    Task Subscribe(IBellObserver observer);

    Task<int> Ring(string text);
}

public sealed class BellGrain : Grain, IBellGrain
{
    private readonly ObserverManager<IBellObserver> _observers = new(TimeSpan.FromHours(1), NullLogger.Instance);

    public Task Subscribe(IBellObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public async Task<int> Ring(string text)
    {
        await _observers.Notify(o => o.Ring(text));
        return _observers.Count;
    }
}

public sealed class ObserverLifetimeTests
{
    private readonly string _key = Guid.NewGuid().ToString("N");

    private sealed class Listener(string journal) : IBellObserver
    {
        public Task Ring(string text)
        {
            Journal.For(journal).Add(text);
            return Task.CompletedTask;
        }
    }

    // Catches: a reference that keeps its object alive for ever, or a publisher that is held up by one whose object is gone.
    [Fact]
    public async Task Notify_ObjectWasCollected_TheObserverIsDroppedAtOnce()
    {
        await using var silo = await TestSilo.StartAsync();
        var bell = silo.Grains.GetGrain<IBellGrain>(_key);
        var gone = await SubscribeForAMoment(silo, bell);
        var kept = new Listener(_key);
        await bell.Subscribe(silo.Client.CreateObjectReference<IBellObserver>(kept));
        for (var i = 0; i < 10 && gone.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(gone.IsAlive);
        Assert.Equal(1, await bell.Ring("a").InTime());
        Assert.Equal(["a"], Journal.For(_key).Entries);
        GC.KeepAlive(kept);
    }

    // Catches: notifications of one observer that overlap or overtake each other.
    [Fact]
    public async Task Notify_ManyPublishers_ReachOneObserverOneAfterTheOther()
    {
        await using var silo = await TestSilo.StartAsync();
        var listener = new Listener(_key);
        var reference = silo.Client.CreateObjectReference<IBellObserver>(listener);
        var bells = Enumerable.Range(0, 4).Select(i => silo.Grains.GetGrain<IBellGrain>($"{_key}-{i}")).ToArray();
        foreach (var bell in bells) await bell.Subscribe(reference);
        await Task.WhenAll(bells.Select((bell, b) => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await bell.Ring($"{b}:{i:00}");
        })));

        var heard = Journal.For(_key).Entries;
        Assert.Equal(200, heard.Length);
        Assert.All(heard.GroupBy(h => h[0]), mine => Assert.Equal(mine.Order(), mine));
        GC.KeepAlive(listener);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> SubscribeForAMoment(TestSilo silo, IBellGrain bell)
    {
        var listener = new Listener("nobody");
        await bell.Subscribe(silo.Client.CreateObjectReference<IBellObserver>(listener));
        return new WeakReference(listener);
    }
}
