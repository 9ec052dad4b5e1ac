using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Xunit;

namespace Orleans.Conformance;

/// <summary>
/// What the given test asks, but for one thing: the testing host of Orleans 10.4.2 disposes a silo that failed to start, which stops the stages
/// that had been started, before the one who started it hears of the failure.
/// </summary>
public sealed class StartFailureTests
{
    [Fact]
    public async Task Row34_AStartupTaskThatThrowsFailsTheStartAndStopsWhatHadStarted()
    {
        var journal = new Journal();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => ConformanceCluster.StartAsync(silo =>
        {
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new StageRecorder(journal, ServiceLifecycleStage.ApplicationServices));
            silo.AddStartupTask((_, _) => throw new InvalidOperationException("not today"));
            silo.AddStartupTask((_, _) => throw new InvalidOperationException("never reached"), ServiceLifecycleStage.Active + 1);
        }).InTime());

        Assert.Contains("not today", error.ToString());
        Assert.DoesNotContain("never reached", error.ToString());
        const int stage = ServiceLifecycleStage.ApplicationServices;
        Assert.Equal([$"start {stage}>", $"<start {stage}", $"stop {stage}>", $"<stop {stage}"], journal.Entries);
    }
}
