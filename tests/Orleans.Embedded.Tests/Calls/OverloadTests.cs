using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Runtime;
using Xunit;

namespace Orleans.Embedded.Tests.Calls;

public interface IBusyGrain : IGrainWithStringKey
{
    Task Enter();

    Task<int> Count();

    [AlwaysInterleave]
    Task Ping();
}

public sealed class BusyGrain : Grain, IBusyGrain
{
    private int _count;

    public async Task Enter()
    {
        Gate.Open(this.GetPrimaryKeyString() + " entered");
        await Gate.Opened(this.GetPrimaryKeyString() + " may leave");
    }

    public Task<int> Count() => Task.FromResult(++_count);

    public Task Ping() => Task.CompletedTask;
}

public sealed class OverloadTests
{
    // Catches: a queue without an end; a limit that refuses calls already taken, or that stays when the queue is empty again.
    [Fact]
    public async Task Call_ToAGrainWithAFullQueue_IsRefusedAndTheOthersRun()
    {
        const int limit = 10;
        await using var silo = await TestSilo.StartAsync(s => s.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = limit));
        var key = Guid.NewGuid().ToString();
        var grain = silo.Grains.GetGrain<IBusyGrain>(key);
        var busy = grain.Enter();
        await Gate.Opened(key + " entered");
        var waiting = Enumerable.Range(0, limit).Select(_ => grain.Count()).ToArray();

        await Assert.ThrowsAsync<LimitExceededException>(grain.Count);
        await Assert.ThrowsAsync<LimitExceededException>(grain.Count);

        Gate.Open(key + " may leave");
        await busy;
        Assert.Equal(Enumerable.Range(1, limit), await Task.WhenAll(waiting));
        Assert.Equal(limit + 1, await grain.Count());
    }

    // Catches: one grain's full queue that keeps calls from others.
    [Fact]
    public async Task Call_ToAnotherGrain_IsNotRefused()
    {
        await using var silo = await TestSilo.StartAsync(s => s.Configure<SiloMessagingOptions>(o => o.MaxEnqueuedRequestsHardLimit = 1));
        var key = Guid.NewGuid().ToString();
        var grain = silo.Grains.GetGrain<IBusyGrain>(key);
        var busy = grain.Enter();
        await Gate.Opened(key + " entered");
        var waiting = grain.Count();
        await Assert.ThrowsAsync<LimitExceededException>(grain.Count);

        Assert.Equal(1, await silo.Grains.GetGrain<IBusyGrain>(key + " other").Count());

        Gate.Open(key + " may leave");
        await busy;
        Assert.Equal(1, await waiting);
    }
}
