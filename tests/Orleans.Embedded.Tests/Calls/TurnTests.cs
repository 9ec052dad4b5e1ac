using Orleans.Runtime;
using Xunit;

namespace Orleans.Embedded.Tests.Calls;

public interface IBlockingGrain : IGrainWithStringKey
{
    /// <summary>Does another turn run while one holds its thread?</summary>
    Task<bool> IsJoined(TimeSpan within);
}

public sealed class BlockingGrain : Grain, IBlockingGrain
{
    public async Task<bool> IsJoined(TimeSpan within)
    {
        using var joined = new ManualResetEventSlim();
        var blocking = OnATurn(() =>
        {
            var other = OnATurn(() =>
            {
                joined.Set();
                return true;
            });
            return (WasJoined: joined.Wait(within), Other: other);
        });
        var (wasJoined, other) = await blocking;
        return await other && wasJoined;
    }

    private static Task<T> OnATurn<T>(Func<T> step) => Task.Factory.StartNew(step, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current);
}

public sealed class TurnTests
{
    // Catches: a grain with something new to do that is given a second thread. Does not wait for chance to bring two turns
    // together: the one holds its thread until the other has come, or could have.
    [Fact]
    public async Task Row02_ATurnThatHoldsItsThread_IsNotJoinedByAnother()
    {
        ThreadPool.GetMinThreads(out var workers, out var others);
        ThreadPool.SetMinThreads(workers + 4, others); // a thread for the other turn is there at once
        try
        {
            await using var silo = await TestSilo.StartAsync();
            var grain = silo.Grains.GetGrain<IBlockingGrain>(Guid.NewGuid().ToString());

            Assert.False(await grain.IsJoined(TimeSpan.FromSeconds(1)));
        }
        finally
        {
            ThreadPool.SetMinThreads(workers, others);
        }
    }
}
