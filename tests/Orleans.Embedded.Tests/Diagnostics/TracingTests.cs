using System.Collections.Concurrent;
using System.Diagnostics;
using Orleans.Diagnostics;
using Xunit;

namespace Orleans.Embedded.Tests.Diagnostics;

public interface ITracedGrain : IGrainWithStringKey
{
    Task<string?> Relay(string next);

    Task<string?> TraceId();

    Task Fail();
}

public sealed class TracedGrain : Grain, ITracedGrain
{
    public Task<string?> Relay(string next) => GrainFactory.GetGrain<ITracedGrain>(next).TraceId();

    public Task<string?> TraceId() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public Task Fail() => throw new InvalidOperationException("on purpose");
}

public sealed class TracingTests
{
    // Catches: a trace that ends at a grain call, or spans that hang on the wrong parent.
    [Fact]
    public async Task Row38_Spans_FollowTheChainOfCalls()
    {
        using var spans = new Spans();
        await using var silo = await TestSilo.StartAsync(s => s.AddActivityPropagation());
        using var root = new Activity("test").Start();

        var seen = await silo.Grains.GetGrain<ITracedGrain>("a").Relay("b");

        Assert.Equal(root.TraceId.ToString(), seen);
        var chain = spans.Ended.Where(s => s.TraceId == root.TraceId).OrderBy(s => s.StartTimeUtc).ToArray();
        Assert.Equal(
            ["Client Relay", "Server Relay", "Client TraceId", "Server TraceId"],
            chain.Select(s => $"{s.Kind} {s.GetTagItem("rpc.method")}"));
        Assert.Equal(root.SpanId, chain[0].ParentSpanId);
        for (var i = 1; i < chain.Length; i++) Assert.Equal(chain[i - 1].SpanId, chain[i].ParentSpanId);
        Assert.Same(root, Activity.Current);
    }

    // Catches: a failed call that looks like any other.
    [Fact]
    public async Task Row38_AFailedCall_IsMarkedSo()
    {
        using var spans = new Spans();
        await using var silo = await TestSilo.StartAsync(s => s.AddActivityPropagation());
        using var root = new Activity("test").Start();

        await Assert.ThrowsAsync<InvalidOperationException>(silo.Grains.GetGrain<ITracedGrain>("a").Fail);

        var failed = spans.Ended.Where(s => s.TraceId == root.TraceId).ToArray();
        Assert.Equal(2, failed.Length);
        Assert.All(failed, s => Assert.Equal((ActivityStatusCode.Error, "on purpose"), (s.Status, s.StatusDescription)));
    }

    // Catches: spans although nobody asked for them.
    [Fact]
    public async Task Row38_WithoutPropagation_ThereAreNoSpansOfTheCall()
    {
        using var spans = new Spans();
        await using var silo = await TestSilo.StartAsync();

        Assert.Null(await silo.Grains.GetGrain<ITracedGrain>("a").Relay("b"));
        Assert.DoesNotContain(spans.Ended, s => s.GetTagItem("rpc.method") is "Relay");
    }

    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;

        public Spans()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == ActivitySources.ApplicationGrainActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<Activity> Ended { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
