namespace Orleans.Streams;

/// <summary>One stream while something happens on it: its consumers, and what is known of its explicit subscriptions.</summary>
internal sealed class Topic(StreamHub hub, StreamId id)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _gate = new(1);
    private Consumer[] _consumers = hub.ImplicitConsumers(id);
    private GrainState<PubSubRecord>? _record;
    private bool _used = true;
    private bool _closed;

    /// <summary>Are the explicit subscriptions known?</summary>
    internal bool IsLoaded { get; private set; } = hub.ImplicitOnly;

    internal Consumer[] Consumers => Volatile.Read(ref _consumers);

    /// <summary>Gives the items to every consumer, in one order for all; the task ends when all have taken them into their queues.</summary>
    internal bool TryPublish<T>(ReadOnlySpan<T> items, out Task taken)
    {
        List<Task>? waiting = null;
        Consumer[] consumers;
        taken = Task.CompletedTask;
        lock (_lock)
        {
            if (_closed) return false;
            _used = true;
            consumers = _consumers;
            if (consumers.Length == 0) return true;
            var sequence = hub.NextSequence();
            for (var index = 0; index < items.Length; index++)
            {
                var item = new StreamItem(CopyContext.CopyOne(items[index]), new ItemToken(sequence, index));
                foreach (var consumer in consumers)
                {
                    var added = consumer.Add(item);
                    if (!added.IsCompletedSuccessfully) (waiting ??= []).Add(added.AsTask());
                }
            }
        }

        foreach (var consumer in consumers) consumer.Wake();
        if (waiting is not null) taken = WhenTaken(waiting);
        return true;
    }

    /// <summary>Has the topic to oneself for something longer; false, if it is closed.</summary>
    internal async Task<bool> TryEnter()
    {
        await _gate.WaitAsync();
        bool isOpen;
        lock (_lock) isOpen = _used = !_closed;
        if (!isOpen) _gate.Release();
        return isOpen;
    }

    internal void Leave() => _gate.Release();

    /// <summary>Closes it if nothing has happened since the last time it was asked.</summary>
    internal bool TryClose()
    {
        lock (_lock)
        {
            var idle = !_used && _gate.CurrentCount == 1 && Array.TrueForAll(_consumers, c => c.IsIdle && c.Client is null);
            _used = false;
            return _closed |= idle;
        }
    }

    internal async Task Load()
    {
        var record = new GrainState<PubSubRecord>();
        await hub.Store.ReadStateAsync(PubSubRecord.Name, Identity, record);
        _record = record;
        foreach (var entry in record.State.Subscriptions) Add(new Consumer(hub, id, entry.Id, GrainId.Parse(entry.Grain, null), null));
        IsLoaded = true;
    }

    /// <summary>Adds a subscription of a grain, kept in the store, or of a client, kept nowhere.</summary>
    internal async Task<Guid> Subscribe(Activation? grain, Attachment attachment)
    {
        var consumer = new Consumer(hub, id, Guid.NewGuid(), grain?.GrainId ?? default, grain is null ? new ClientHost(hub.Silo, attachment) : null);
        if (grain is not null)
        {
            (grain.Attachments ??= [])[consumer.Id] = attachment;
            await Write([.. _record!.State.Subscriptions, new PubSubRecord.Subscription(consumer.Id, grain.GrainId.ToString())]);
        }

        Add(consumer);
        return consumer.Id;
    }

    /// <summary>False, if there is nothing to end.</summary>
    internal async Task<bool> Unsubscribe(Guid subscription)
    {
        var consumer = Array.Find(Consumers, c => c.Id == subscription);
        if (consumer is null || hub.IsImplicit(id, consumer)) return false; // an implicit one belongs to the class
        if (consumer.Client is null) await Write([.. _record!.State.Subscriptions.Where(s => s.Id != subscription)]);
        lock (_lock) _consumers = Array.FindAll(_consumers, c => c != consumer);
        consumer.End();
        return true;
    }

    private GrainId Identity => GrainId.Create("pubsubrendezvous", $"{hub.Name}/{id}");

    private void Add(Consumer consumer)
    {
        lock (_lock) _consumers = [.. _consumers, consumer];
    }

    private async Task Write(List<PubSubRecord.Subscription> subscriptions)
    {
        var record = new GrainState<PubSubRecord> { ETag = _record!.ETag, RecordExists = _record.RecordExists };
        record.State.Subscriptions = subscriptions;
        await hub.Store.WriteStateAsync(PubSubRecord.Name, Identity, record);
        _record = record;
    }

    private static async Task WhenTaken(List<Task> waiting)
    {
        var all = Task.WhenAll(waiting);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A queue that was closed without a cause belonged to somebody who has unsubscribed, and misses nothing.
        if (all.Exception?.InnerException?.InnerException is { } cause) throw new SiloUnavailableException(cause.Message);
    }
}

/// <summary>The explicit subscriptions to one stream, as they are stored.</summary>
internal sealed class PubSubRecord
{
    internal const string Name = "subscriptions";

    public List<Subscription> Subscriptions { get; set; } = [];

    internal sealed record Subscription(Guid Id, string Grain);
}
