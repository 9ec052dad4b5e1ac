namespace Orders.Benchmarks.Tests.Scale;

/// <summary>The simulation keeps to what is known without one.</summary>
public sealed class GroupCommitSimulationTests
{
    private const double Fixed = 0.001;
    private const double PerWrite = 0.000_01;

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(800)]
    public void Run_OneWriteACommit_IsBusyByLoadTimesServiceTime(double rate)
    {
        var run = new GroupCommitSimulation(writers: 1, Fixed, PerWrite, maxBatch: 1).Run(rate, seconds: 100, new Random(7));

        Assert.Equal(rate * (Fixed + PerWrite), run.Busy, tolerance: 0.02);
        Assert.Equal(rate * 100, run.Latencies.Count, tolerance: rate * 100 * 0.05);
    }

    /// <summary>Writes under way = rate × latency (Little's law): here of what waits at the end, against what came late.</summary>
    [Fact]
    public void Run_MoreThanItCanTake_LeavesTheRestWaiting()
    {
        var server = new GroupCommitSimulation(writers: 1, Fixed, PerWrite, maxBatch: 10);
        var run = server.Run(server.Capacity * 2, seconds: 10, new Random(7));

        Assert.Equal(server.Capacity * 10, run.Latencies.Count, tolerance: server.Capacity * 0.1);
        Assert.Equal(server.Capacity * 10, run.Waiting, tolerance: server.Capacity * 0.5);
    }

    /// <summary>A batch is what gathered during the one before: it takes fixed / (1 − rate × per write), however the writes come.</summary>
    [Theory]
    [InlineData(20_000)]
    [InlineData(80_000)]
    public void Run_ManyWrites_ShareCommitsOfTheLengthThatIsToBeExpected(double rate)
    {
        var run = new GroupCommitSimulation(writers: 1, Fixed, PerWrite, maxBatch: 100_000).Run(rate, seconds: 10, new Random(7));

        var cycle = Fixed / (1 - (rate * PerWrite));
        Assert.Equal(rate * cycle, run.WritesPerCommit, tolerance: rate * cycle * 0.1);
        Assert.Equal(1.5 * cycle, run.Latencies.Average(), tolerance: cycle * 0.1);
    }

    /// <summary>Silos that take turns wait for each other's flushes: the latency grows with their number, what the server can take hardly falls.</summary>
    [Fact]
    public void Run_SilosInTurns_PayWithLatency()
    {
        var alone = Run(1);
        var four = Run(4);

        Assert.InRange(four.Latencies.Average() / alone.Latencies.Average(), 3, 5);
        Assert.Equal(0, Math.Abs(four.Latencies.Count - alone.Latencies.Count) / (double)alone.Latencies.Count, tolerance: 0.02);

        static GroupCommitRun Run(int writers) => new GroupCommitSimulation(writers, Fixed, PerWrite, maxBatch: 1024).Run(50_000, seconds: 10, new Random(7));
    }

    [Fact]
    public void Run_SameSeed_GivesTheSame()
    {
        var (first, second) = (Run(), Run());

        Assert.Equal(first.Latencies, second.Latencies);
        Assert.Equal((first.Busy, first.Commits, first.Waiting), (second.Busy, second.Commits, second.Waiting));

        static GroupCommitRun Run() => new GroupCommitSimulation(writers: 3, Fixed, PerWrite, maxBatch: 64).Run(5_000, seconds: 2, new Random(11));
    }
}
