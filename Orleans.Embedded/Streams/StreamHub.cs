using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime.Providers;

namespace Orleans.Streams;

/// <summary>One stream provider: finds the topic of a stream, and lets topics go on which nothing happens any more.</summary>
internal sealed class StreamHub : IStreamProvider, IDisposable
{
    private const string SubscriptionStorage = "PubSubStore";
    private readonly ConcurrentDictionary<StreamId, Topic> _topics = new();
    private readonly Dictionary<string, GrainType[]> _implicit;
    private readonly IMessageDeliveryBackoffProvider? _backoff;
    private readonly ITimer _sweeper;
    private long _sequence;

    internal StreamHub(Silo silo, string name)
    {
        var services = silo.Services;
        (Silo, Name, Clock) = (silo, name, silo.ClockFor(StreamingTimeProviderNames.Streaming));
        Options = services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name);
        TimeLimit = silo.CallsWithin(services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout);
        ImplicitOnly = Options.PubSubType == StreamPubSubType.ImplicitOnly;
        _implicit = ImplicitTypes(silo.Types);
        _backoff = services.GetKeyedService<IMessageDeliveryBackoffProvider>(name);
        var retention = ImplicitOnly ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(5); // the latter spare reads of the store
        _sweeper = Clock.CreateTimer(static self => ((StreamHub)self!).Sweep(), this, retention, retention);
    }

    internal Silo Silo { get; }

    internal string Name { get; }

    internal TimeProvider Clock { get; }

    internal StreamPullingAgentOptions Options { get; }

    internal CallTable TimeLimit { get; }

    internal bool ImplicitOnly { get; }

    internal IGrainStorage Store => Silo.Services.GetKeyedService<IGrainStorage>(SubscriptionStorage) ?? throw new OrleansConfigurationException(
        $"The stream provider '{Name}' keeps explicit subscriptions: it needs a grain storage named '{SubscriptionStorage}', or ImplicitOnly.");

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new StreamReference<T>(this, streamId);

    public void Dispose()
    {
        _sweeper.Dispose();
        foreach (var consumer in _topics.Values.SelectMany(t => t.Consumers)) consumer.End(new SiloUnavailableException("The silo has stopped."));
    }

    internal long NextSequence() => Interlocked.Increment(ref _sequence);

    internal TimeSpan Backoff(int attempt) =>
        _backoff?.Next(attempt) ?? TimeSpan.FromMilliseconds(Math.Min(10_000, 100 << Math.Min(attempt, 7)));

    internal Task Publish<T>(StreamId id, ReadOnlySpan<T> items)
    {
        if (Silo.Status is SiloStatus.Created or SiloStatus.Stopped) return Task.FromException(new SiloUnavailableException("The silo is not running."));
        if (ImplicitOnly && TypesOf(id).Length == 0) return Task.CompletedTask;
        while (true)
        {
            var topic = Find(id);
            if (!topic.IsLoaded) return PublishLater(id, items.ToArray());
            if (topic.TryPublish(items, out var taken)) return taken;
            Forget(id, topic);
        }
    }

    /// <summary>Does something longer with a topic whose subscriptions are known.</summary>
    internal async Task<TResult> With<TResult>(StreamId id, Func<Topic, Task<TResult>> work)
    {
        var topic = Find(id);
        for (; !await topic.TryEnter(); topic = Find(id)) Forget(id, topic);
        try
        {
            if (!topic.IsLoaded) await topic.Load();
            return await work(topic);
        }
        finally
        {
            topic.Leave();
        }
    }

    internal Consumer[] ImplicitConsumers(StreamId id) => Array.ConvertAll(
        TypesOf(id), type => new Consumer(this, id, ImplicitId(id, type), GrainId.Create(type, KeyFor(type, id)), null));

    internal bool IsImplicit(StreamId id, Consumer consumer) => consumer.Client is null && consumer.Id == ImplicitId(id, consumer.Grain.Type);

    // The key of a stream is text, that of a grain with a number as its key is not.
    private IdSpan KeyFor(GrainType type, StreamId id) =>
        Silo.Types.ClassOf(type)!.Interfaces.Any(i => i.IsAssignableTo(typeof(IGrainWithIntegerKey))) && long.TryParse(id.GetKeyAsString(), CultureInfo.InvariantCulture, out var number)
            ? GrainKeys.Of(number)
            : IdSpan.Create(id.GetKeyAsString());

    private GrainType[] TypesOf(StreamId id) => _implicit.GetValueOrDefault(id.GetNamespace() ?? "", []);

    // The same in every process: it belongs to the identities of stream and grain.
    private Guid ImplicitId(StreamId id, GrainType type) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}/{id}/{type}")).AsSpan(0, 16));

    private Topic Find(StreamId id) => _topics.TryGetValue(id, out var topic) ? topic : _topics.GetOrAdd(id, new Topic(this, id));

    private void Forget(StreamId id, Topic topic) => _topics.TryRemove(KeyValuePair.Create(id, topic));

    private async Task PublishLater<T>(StreamId id, T[] items) =>
        await await With(id, topic => Task.FromResult(topic.TryPublish<T>(items, out var taken) ? taken : throw new InvalidOperationException("A topic in use was closed.")));

    private void Sweep()
    {
        foreach (var (id, topic) in _topics)
        {
            if (topic.TryClose()) Forget(id, topic);
        }
    }

    private static Dictionary<string, GrainType[]> ImplicitTypes(GrainTypes types) => types.Classes
        .SelectMany(c => c.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(true).Select(a => (a.Namespace, c.GrainType)))
        .GroupBy(s => s.Namespace, s => s.GrainType)
        .ToDictionary(g => g.Key, g => g.ToArray());
}
