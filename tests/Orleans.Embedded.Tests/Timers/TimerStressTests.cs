using System.Collections.Concurrent;
using Orleans.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace Orleans.Embedded.Tests.Timers;

public interface IBusyTickerGrain : IGrainWithStringKey
{
    Task Call(int yields);

    Task Rearrange(int milliseconds);

    Task Leave();
}

/// <summary>Has two hasty timers from its activation on, and notes everything that must not be.</summary>
public sealed class BusyTickerGrain : Grain, IBusyTickerGrain
{
    public static readonly ConcurrentQueue<string> Wrong = new();
    private static long _ticks;

    private readonly IGrainTimer?[] _timers = new IGrainTimer?[2];
    private readonly int[] _ticking = new int[2];
    private int _running;
    private bool _over;

    public static long Ticks => Interlocked.Read(ref _ticks);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var hasty = TimeSpan.FromMilliseconds(1);
        _timers[0] = this.RegisterGrainTimer(Tick, 0, new GrainTimerCreationOptions(TimeSpan.Zero, hasty));
        _timers[1] = this.RegisterGrainTimer(Tick, 1, new GrainTimerCreationOptions(hasty, hasty) { Interleave = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _over = true;
        if (_running != 0 || _ticking.Any(t => t != 0)) Wrong.Enqueue("deactivated under a turn");
        return Task.CompletedTask;
    }

    public async Task Call(int yields)
    {
        Begin();
        for (var i = 0; i < yields; i++) await Task.Yield();
        _running--;
    }

    public Task Rearrange(int milliseconds)
    {
        foreach (var timer in _timers) timer!.Change(TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(1));
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(int timer, CancellationToken cancellationToken)
    {
        if (_over) Wrong.Enqueue("a tick after the end");
        if (++_ticking[timer] != 1) Wrong.Enqueue("a timer overlaps itself");
        if (timer == 0) Begin();
        await Task.Yield();
        if (timer == 0) _running--;
        _ticking[timer]--;
        Interlocked.Increment(ref _ticks);
    }

    private void Begin()
    {
        if (++_running != 1) Wrong.Enqueue("a tick ran beside a call");
    }
}

public sealed class TimerStressTests(ITestOutputHelper output)
{
    // Catches: ticks that overlap themselves or calls, or outlive their activation, while grains call, rearrange and leave.
    [Fact]
    public async Task Ticks_GrainsLeaveAndRearrange_NeverOverlapNorOutliveThem()
    {
        var seed = TestSeed.Next(output);
        var plan = new Random(seed);
        await using var silo = await TestSilo.StartAsync();
        BusyTickerGrain.Wrong.Clear();
        var before = BusyTickerGrain.Ticks;
        var key = Guid.NewGuid().ToString("N");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => new Random(plan.Next())).Select(random => Task.Run(async () =>
        {
            for (var i = 0; i < TestSeed.Rounds(300); i++)
            {
                var grain = silo.Grains.GetGrain<IBusyTickerGrain>($"{key}-{random.Next(10)}");
                await (random.Next(8) switch
                {
                    0 => grain.Leave(),
                    1 => grain.Rearrange(random.Next(3)),
                    _ => grain.Call(random.Next(3)),
                });
            }
        })));

        // polls: only the clock knows when the timers of the last activations tick
        await Limits.Eventually(() => Task.FromResult(BusyTickerGrain.Ticks > before + 100), "the timers do not tick");
        Assert.True(BusyTickerGrain.Wrong.IsEmpty, $"ORDERS_TEST_SEED={seed}: {string.Join("; ", BusyTickerGrain.Wrong.Take(5))}");
    }
}
