using System.Threading.Channels;
using Orleans.Streams.Core;

namespace Orleans.Streams;

/// <summary>
/// One subscription to one stream: a bounded queue of items, and their delivery, one after the other, as turns of the
/// subscriber. Neither other consumers nor other streams wait for it; producers do, once the queue is full.
/// </summary>
internal sealed class Consumer(StreamHub hub, StreamId stream, Guid id, GrainId grain, ClientHost? client)
{
    private const int Capacity = 1024;

    // Items whose delivery ends at once share a turn, so long as nobody else waits for one.
    private const int MaxPerTurn = 64;

    private static readonly CallMethod TurnMethod = new("stream items", alwaysInterleave: false);

    private readonly Channel<StreamItem> _queue = Channel.CreateBounded<StreamItem>(Capacity);
    private readonly List<StreamItem> _unit = []; // what is to be delivered next: kept until that has succeeded
    private int _sent; // how many of the unit are being delivered
    private int _delivering;
    private int _failures;
    private long _failingSince;
    private volatile bool _ended;

    internal Guid Id => id;

    internal GrainId Grain => grain;

    internal ClientHost? Client => client;

    internal bool IsIdle => Volatile.Read(ref _delivering) == 0;

    /// <summary>Ends at once if there is room.</summary>
    internal ValueTask Add(StreamItem item) => _queue.Writer.WriteAsync(item);

    /// <summary>Starts delivering, if it does not already.</summary>
    internal void Wake()
    {
        if (Volatile.Read(ref _delivering) == 0 && Interlocked.Exchange(ref _delivering, 1) == 0) SendItems();
    }

    /// <summary>Delivers no more, and lets waiting producers go; with an exception, if what they published is lost.</summary>
    internal void End(Exception? exception = null)
    {
        _ended = true;
        _queue.Writer.TryComplete(exception);
    }

    private bool HasItems => _unit.Count > 0 || _queue.Reader.TryPeek(out _);

    private Attachment? Attached(Request call) => client is null ? ((Activation)call.Host!).Attachments?.GetValueOrDefault(id) : client.Attachment;

    private void SendItems() => Send(new TurnCall(TurnMethod, Deliver, Delivered));

    private void Send(TurnCall call)
    {
        hub.Silo.GrainFactory.Limit(call);
        if (client is not null) client.Receive(call);
        else hub.Silo.Forward(call, grain);
    }

    private void Delivered(Exception? exception)
    {
        if (hub.Silo.Status != SiloStatus.Running) End(new SiloUnavailableException("The silo stops, and what is in its streams is lost."));
        if (_ended) return;
        if (exception is null) Continue();
        else _ = Retry(exception);
    }

    private void Continue()
    {
        Acknowledge();
        var isNext = HasItems;
        if (!isNext) Volatile.Write(ref _delivering, 0);
        if (isNext) SendItems();
        else if (HasItems) Wake(); // it has come just now
    }

    /// <summary>Hands over what is there; where nobody wants it, it is dropped, as in Orleans.</summary>
    private async Task Deliver(TurnCall call, object target)
    {
        if (Attached(call) is null && target is IStreamSubscriptionObserver observer) await observer.OnSubscribed(new HandleFactory(hub, stream, id));
        if (Attached(call) is not { } attachment)
        {
            _sent = Fill(false) ? 1 : 0;
            hub.Silo.Log.StreamItemUnclaimed(stream.ToString(), grain.ToString());
            return;
        }

        for (var n = 0; n < MaxPerTurn && !call.IsAnswered && Fill(attachment.TakesBatches); n++)
        {
            _sent = attachment.TakesBatches ? _unit.Count : 1;
            var delivering = attachment.Next(_unit);
            if (!delivering.IsCompletedSuccessfully)
            {
                await delivering;
                return; // the next one is a call of its own, with a time limit of its own
            }

            Acknowledge();
            if (!call.Host!.MayGoOn) return;
        }
    }

    private void Acknowledge()
    {
        _unit.RemoveRange(0, _sent);
        hub.Silo.Metrics.StreamEvents.Add(_sent);
        _sent = _failures = 0;
    }

    private bool Fill(bool batch)
    {
        if (_unit.Count > 0) return true;
        if (!_queue.Reader.TryRead(out var item)) return false;
        _unit.Add(item);
        for (var publications = 1; batch && _queue.Reader.TryPeek(out var next); _unit.Add(next))
        {
            if (next.Token.EventIndex == 0 && ++publications > hub.Options.BatchContainerBatchSize) break;
            _queue.Reader.TryRead(out _);
        }

        return true;
    }

    /// <summary>Waits, for longer each time, and tries again; when the time is over it tells the subscriber and goes on.</summary>
    private async Task Retry(Exception exception)
    {
        if (_failures++ == 0) _failingSince = hub.Clock.GetTimestamp();
        var wait = hub.Backoff(_failures);
        if (hub.Clock.GetElapsedTime(_failingSince) + wait <= hub.Options.MaxEventDeliveryTime)
        {
            await Task.Delay(wait, hub.Clock).ConfigureAwait(false);
            SendItems();
            return;
        }

        var last = _unit.Count > 0 ? _unit[0].Token.ToString() : "none";
        _unit.RemoveRange(0, _sent);
        _failures = _sent = 0;
        hub.Silo.Log.StreamItemGivenUp(exception, stream.ToString(), last, grain.ToString());
        var failure = new StreamEventDeliveryFailureException($"The item {last} of {stream} could not be delivered in time.", exception);
        Send(new TurnCall(TurnMethod, (call, _) => Attached(call)?.Error(failure) ?? Task.CompletedTask, Told));
    }

    private void Told(Exception? unheard)
    {
        if (unheard is not null) hub.Silo.Log.StreamErrorUnheard(unheard, stream.ToString(), grain.ToString());
        Continue();
    }
}
