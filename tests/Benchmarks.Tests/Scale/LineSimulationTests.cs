namespace Orders.Benchmarks.Tests.Scale;

public sealed class LineSimulationTests
{
    [Theory]
    [InlineData(50, 1)]
    [InlineData(50, 4)]
    [InlineData(300, 4)]
    public void Run_ServiceOfOneLength_IsBusyByLoadTimesServiceTime(double rate, int servers)
    {
        const double service = 0.01;
        var run = LineSimulation.Run(rate, servers, _ => service, seconds: 500, new Random(7));

        Assert.Equal(rate * service / servers, run.Busy, tolerance: 0.02);
        Assert.All(run.Latencies, latency => Assert.True(latency >= service - 1e-9));
    }

    /// <summary>M/M/1: the mean time from coming to leaving is 1 / (μ − λ).</summary>
    [Fact]
    public void Run_OneServerServiceByChance_TakesAsLongAsTheFormulaSays()
    {
        var run = LineSimulation.Run(rate: 70, servers: 1, random => Chance.Gap(random, 100), seconds: 5_000, new Random(7));

        Assert.Equal(1.0 / 30, run.Latencies.Average(), tolerance: 0.002);
    }

    [Fact]
    public void Percentile_OfKnownValues_IsTheValueAtThatPlace()
    {
        double[] values = [5, 1, 4, 2, 3];

        Assert.Equal((3, 1, 4), (Chance.Percentile(values, 0.5), Chance.Percentile(values, 0), Chance.Percentile(values, 0.99)));
        Assert.Equal(0, Chance.Percentile([], 0.5));
    }
}
