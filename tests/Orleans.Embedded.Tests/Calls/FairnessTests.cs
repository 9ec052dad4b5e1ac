using Xunit;

namespace Orleans.Embedded.Tests.Calls;

public sealed class FairnessTests
{
    // Catches: a scheduler that runs next what was woken last. Callers that never pause then keep the threads to themselves,
    // and others do not make one call.
    [Fact]
    public async Task ManyCallers_ThatNeverPause_AllGetOn()
    {
        const int callers = 64, enough = 200;
        await using var silo = await TestSilo.StartAsync();
        var prefix = Guid.NewGuid().ToString("N");
        var made = new int[callers];
        var behind = callers;
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));

        // PreferFairness: else all callers would start in the line of this one thread, which is no business of the engine.
        await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Factory.StartNew(async () =>
        {
            var grain = silo.Grains.GetGrain<IBusyGrain>($"{prefix}-{i}");
            while (Volatile.Read(ref behind) > 0 && !patience.IsCancellationRequested)
            {
                await grain.Count();
                if (++made[i] == enough) Interlocked.Decrement(ref behind);
            }
        }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default).Unwrap()));

        Assert.True(made.Min() >= enough, $"calls by caller: {string.Join(", ", made.Order())}");
        Assert.True(made.Max() < made.Min() * 50, $"calls by caller: {string.Join(", ", made.Order())}");
    }
}
