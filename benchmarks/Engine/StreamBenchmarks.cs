using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Streams;

namespace Orders.Benchmarks;

/// <summary>Stream events per second, from the producer to the last consumer that has taken them.</summary>
public static class StreamBenchmarks
{
    private const int Batch = 100;

    public static async Task Run(Plan plan)
    {
        var counter = new EventCounter();
        await using var host = await EngineHost.Start(silo =>
        {
            silo.Services.AddSingleton(counter);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams("implicit", streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.AddMemoryStreams("explicit");
        });
        var streams = host.Client;
        for (var i = 0; i < 8; i++) await host.Grains.GetGrain<IEventConsumerGrain>(i).Subscribe();

        var table = new Table("Streams", "consumers", "subscribed", "producers", "events/s published", "events/s taken", "one alone p50", "p99", "p99.9");
        await Measured(table, plan, counter, streams, "nobody", consumers: 0, producers: 1, "implicit");
        await Measured(table, plan, counter, streams, EventNames.Implicit, consumers: 1, producers: 1, "implicit");
        await Measured(table, plan, counter, streams, EventNames.Implicit, consumers: 1, producers: 8, "implicit");
        await Measured(table, plan, counter, streams, EventNames.Explicit, consumers: 8, producers: 1, "explicit");
        table.End($"A producer awaits every {Batch}th event. With 8 producers there are 8 streams of one consumer each. Aim: above 300,000 with one consumer.");
    }

    private static async Task Measured(
        Table table, Plan plan, EventCounter counter, IClusterClient client, string name, int consumers, int producers, string provider)
    {
        var streams = Enumerable.Range(0, producers)
            .Select(p => client.GetStreamProvider(provider).GetStream<BenchmarkEvent>(StreamId.Create(name, (long)p))).ToArray();
        var rate = await Measure.Median(plan, async () =>
        {
            counter.Restart();
            var started = Stopwatch.GetTimestamp();
            var published = (long)Math.Round(await Measure.Rate(plan.Round, producers, p => Publish(streams[p])) * plan.Round.TotalSeconds);
            await counter.Quiet();
            return (consumers == 0 ? published * Batch : counter.Count / (double)consumers) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        });
        var (p50, p99, p999) = await Measure.Latency(plan.Round, 1, _ => OneAlone(streams[0], counter, consumers));
        table.Row(
            $"{consumers}", consumers == 0 ? "-" : provider, $"{producers}", Table.Number(rate), Table.Number(rate * consumers),
            Table.Microseconds(p50), Table.Microseconds(p99), Table.Microseconds(p999));
    }

    /// <summary>From the publishing of one event until all consumers have taken it, while nothing else happens.</summary>
    private static async Task OneAlone(IAsyncStream<BenchmarkEvent> stream, EventCounter counter, int consumers)
    {
        var taken = consumers == 0 ? Task.CompletedTask : counter.Next(consumers);
        await stream.OnNextAsync(new BenchmarkEvent(0));
        await taken;
    }

    private static Task Publish(IAsyncStream<BenchmarkEvent> stream)
    {
        for (var i = 1; i < Batch; i++) _ = stream.OnNextAsync(new BenchmarkEvent(i));
        return stream.OnNextAsync(new BenchmarkEvent(Batch));
    }
}
