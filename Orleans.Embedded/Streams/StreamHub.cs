using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime.Providers;

namespace Orleans.Streams;

/// <summary>One stream provider: finds the topic of a stream, and lets topics go on which nothing happens any more.</summary>
internal sealed class StreamHub(Silo silo, string name) : IStreamProvider, IDisposable
{
    private const string SubscriptionStorage = "PubSubStore";
    private readonly ConcurrentDictionary<StreamId, Topic> _topics = new();
    private readonly Dictionary<string, GrainType[]> _implicit = ImplicitTypes(silo.Types);
    private readonly IMessageDeliveryBackoffProvider? _backoff = silo.Services.GetKeyedService<IMessageDeliveryBackoffProvider>(name);
    private ITimer? _sweeper;
    private long _sequence;

    internal Silo Silo => silo;

    internal string Name => name;

    internal TimeProvider Clock { get; } = silo.ClockFor(StreamingTimeProviderNames.Streaming);

    internal StreamPullingAgentOptions Options { get; } = silo.Services.GetRequiredService<IOptionsMonitor<StreamPullingAgentOptions>>().Get(name);

    internal bool ImplicitOnly => Options.PubSubType == StreamPubSubType.ImplicitOnly;

    internal IGrainStorage Store => silo.Services.GetKeyedService<IGrainStorage>(SubscriptionStorage) ?? throw new OrleansConfigurationException(
        $"The stream provider '{name}' keeps explicit subscriptions: it needs a grain storage named '{SubscriptionStorage}', or ImplicitOnly.");

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new StreamReference<T>(this, streamId);

    /// <summary>From now on topics are let go that have not been used for a while; it spares reads of the store to wait longer.</summary>
    internal StreamHub Start()
    {
        var retention = ImplicitOnly ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(5);
        _sweeper = Clock.CreateTimer(static self => ((StreamHub)self!).Sweep(), this, retention, retention);
        return this;
    }

    public void Dispose()
    {
        _sweeper?.Dispose();
        foreach (var consumer in _topics.Values.SelectMany(t => t.Consumers)) consumer.End(new SiloUnavailableException("The silo has stopped."));
    }

    internal long NextSequence() => Interlocked.Increment(ref _sequence);

    internal TimeSpan Backoff(int attempt) =>
        _backoff?.Next(attempt) ?? TimeSpan.FromMilliseconds(Math.Min(10_000, 100 << Math.Min(attempt, 7)));

    internal Task Publish<T>(StreamId id, ReadOnlySpan<T> items)
    {
        if (silo.Status is SiloStatus.Created or SiloStatus.Stopped)
            return Task.FromException(new SiloUnavailableException("The silo is not running."));
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
    private IdSpan KeyFor(GrainType type, StreamId id)
    {
        var isNumber = Array.Exists(silo.Types.ClassOf(type)!.Interfaces, i => i.IsAssignableTo(typeof(IGrainWithIntegerKey)));
        var key = id.GetKeyAsString();
        return isNumber && long.TryParse(key, CultureInfo.InvariantCulture, out var number) ? GrainKeys.Of(number) : IdSpan.Create(key);
    }

    private GrainType[] TypesOf(StreamId id) => _implicit.GetValueOrDefault(id.GetNamespace() ?? "", []);

    // The same in every process: it belongs to the identities of stream and grain.
    private Guid ImplicitId(StreamId id, GrainType type) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}/{id}/{type}")).AsSpan(0, 16));

    private Topic Find(StreamId id) => _topics.TryGetValue(id, out var topic) ? topic : _topics.GetOrAdd(id, new Topic(this, id));

    private void Forget(StreamId id, Topic topic) => _topics.TryRemove(KeyValuePair.Create(id, topic));

    private async Task PublishLater<T>(StreamId id, T[] items)
    {
        var taken = Task.CompletedTask;
        await With(id, topic => Task.FromResult(topic.TryPublish<T>(items, out taken))); // it is held open
        await taken;
    }

    private void Sweep()
    {
        foreach (var (id, topic) in _topics.Where(t => t.Value.TryClose())) Forget(id, topic);
    }

    private static Dictionary<string, GrainType[]> ImplicitTypes(GrainTypes types) => types.Classes
        .SelectMany(c => c.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(true).Select(a => (a.Namespace, c.GrainType)))
        .GroupBy(s => s.Namespace, s => s.GrainType)
        .ToDictionary(g => g.Key, g => g.ToArray());
}
