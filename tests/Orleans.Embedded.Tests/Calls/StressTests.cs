using System.Collections.Concurrent;
using Orleans.Concurrency;
using Xunit;
using Xunit.Abstractions;

namespace Orleans.Embedded.Tests.Calls;

public interface IStressGrain : IGrainWithStringKey
{
    Task<long> Work(long call, int yields);

    Task<long> WorkAndLeave(long call, int yields);

    Task<long> WorkThrough(string other, long call, int yields);

    [AlwaysInterleave]
    Task<long> Glance(long call);

    [ReadOnly]
    Task<long> Read(long call, int yields);
}

/// <summary>Notes everything that must not be: two activations at once, two turns at once, a call run twice.</summary>
public sealed class StressGrain : Grain, IStressGrain
{
    public static readonly ConcurrentDictionary<string, int> Alive = new();
    public static readonly ConcurrentDictionary<long, int> Executed = new();
    public static readonly ConcurrentQueue<string> Wrong = new();

    private int _turns;
    private int _writers;

    private string Key => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Alive.AddOrUpdate(Key, 1, (_, n) => n + 1) != 1) Wrong.Enqueue($"{Key}: two activations");
        await Task.Yield();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (_writers != 0) Wrong.Enqueue($"{Key}: deactivated under a running call");
        Alive.AddOrUpdate(Key, 0, (_, n) => n - 1);
    }

    public async Task<long> Work(long call, int yields)
    {
        Note(call);
        if (Interlocked.Increment(ref _writers) != 1) Wrong.Enqueue($"{Key}: two requests at once");
        for (var i = 0; i < yields; i++)
        {
            Turn();
            await Task.Yield();
        }

        Interlocked.Decrement(ref _writers);
        return call;
    }

    public Task<long> WorkAndLeave(long call, int yields)
    {
        DeactivateOnIdle();
        return Work(call, yields);
    }

    public async Task<long> WorkThrough(string other, long call, int yields)
    {
        if (Interlocked.Increment(ref _writers) != 1) Wrong.Enqueue($"{Key}: two requests at once");
        var answer = await GrainFactory.GetGrain<IStressGrain>(other).Work(call, yields);
        Turn();
        Interlocked.Decrement(ref _writers);
        return answer;
    }

    public Task<long> Glance(long call)
    {
        Note(call);
        Turn();
        return Task.FromResult(call);
    }

    public async Task<long> Read(long call, int yields)
    {
        Note(call);
        for (var i = 0; i < yields; i++)
        {
            if (_writers != 0) Wrong.Enqueue($"{Key}: a read beside a write");
            Turn();
            await Task.Yield();
        }

        return call;
    }

    private void Note(long call)
    {
        if (Executed.AddOrUpdate(call, 1, (_, n) => n + 1) != 1) Wrong.Enqueue($"{Key}: call {call} ran twice");
    }

    private void Turn()
    {
        if (Interlocked.Increment(ref _turns) != 1) Wrong.Enqueue($"{Key}: two turns at once");
        Thread.SpinWait(20);
        Interlocked.Decrement(ref _turns);
    }
}

public sealed class StressTests(ITestOutputHelper output)
{
    private static long _nextCall;

    // Catches: two activations of one id, overlapping turns, calls lost, run twice or answered with another's result, while
    // many threads call a few grains that keep leaving.
    [Fact]
    public async Task ManyThreads_CallGrainsThatKeepLeaving_NothingIsLostDoubledOrOverlapped()
    {
        var seed = TestSeed.Next(output);
        await using var silo = await TestSilo.StartAsync();
        var prefix = Guid.NewGuid().ToString("N");
        var plan = new Random(seed);
        var seeds = Enumerable.Range(0, 8).Select(_ => plan.Next()).ToArray();
        StressGrain.Wrong.Clear();

        var calls = await Task.WhenAll(seeds.Select(s => Task.Factory.StartNew(
            () => CallAtRandom(silo.Grains, prefix, new Random(s)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        foreach (var (call, answer) in calls.SelectMany(c => c)) Assert.Equal(call, await answer.WaitAsync(TimeSpan.FromSeconds(120)));

        Assert.True(StressGrain.Wrong.IsEmpty, $"ORDERS_TEST_SEED={seed}: {string.Join("; ", StressGrain.Wrong.Take(5))}");
        Assert.All(calls.SelectMany(c => c), c => Assert.Equal(1, StressGrain.Executed[c.Call]));
    }

    // Catches: a burst of first calls on a cold silo that makes two activations, or leaves a call without an answer.
    [Fact]
    public async Task ManyThreads_FirstCallsAtOnce_MeetOneActivationEach()
    {
        await using var silo = await TestSilo.StartAsync();
        var prefix = Guid.NewGuid().ToString("N");
        StressGrain.Wrong.Clear();
        using var start = new Barrier(8);

        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Enumerable.Range(0, 500)
                    .Select(i => (Call: Interlocked.Increment(ref _nextCall), Key: $"{prefix}-{i}"))
                    .Select(c => (c.Call, Answer: silo.Grains.GetGrain<IStressGrain>(c.Key).Work(c.Call, 1)))
                    .ToArray();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        foreach (var (call, answer) in calls.SelectMany(c => c)) Assert.Equal(call, await answer.WaitAsync(TimeSpan.FromSeconds(120)));

        Assert.True(StressGrain.Wrong.IsEmpty, string.Join("; ", StressGrain.Wrong.Take(5)));
        Assert.All(Enumerable.Range(0, 500), i => Assert.Equal(1, StressGrain.Alive[$"{prefix}-{i}"]));
    }

    private static List<(long Call, Task<long> Answer)> CallAtRandom(IGrainFactory grains, string prefix, Random random)
    {
        var calls = new List<(long, Task<long>)>();
        for (var i = 0; i < 400; i++)
        {
            var call = Interlocked.Increment(ref _nextCall);
            var grain = grains.GetGrain<IStressGrain>($"{prefix}-{random.Next(6)}");
            var yields = random.Next(4);
            calls.Add((call, random.Next(10) switch
            {
                0 => grain.WorkAndLeave(call, yields),
                1 or 2 => grain.Glance(call),
                3 or 4 => grain.Read(call, yields),
                5 => grain.WorkThrough($"{prefix}-leaf-{random.Next(6)}", call, yields),
                _ => grain.Work(call, yields),
            }));
            if (random.Next(8) == 0) Thread.SpinWait(random.Next(2000));
        }

        return calls;
    }
}
