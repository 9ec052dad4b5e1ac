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

    private static readonly CallMethod ErrorMethod = new("stream error", alwaysInterleave: false);

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
        if (Volatile.Read(ref _delivering) == 0 && Interlocked.Exchange(ref _delivering, 1) == 0) Send(new DeliveryCall(this));
    }

    /// <summary>Delivers no more, and lets waiting producers go; with an exception, if what they published is lost.</summary>
    internal void End(Exception? exception = null)
    {
        _ended = true;
        _queue.Writer.TryComplete(exception);
    }

    /// <summary>On a turn of the subscriber: hands over what is there.</summary>
    internal Task Deliver(DeliveryCall call, object target)
    {
        if (Attached(call) is { } attachment) return Deliver(call, attachment);
        return target is IStreamSubscriptionObserver observer ? Introduce(call, observer) : Unclaimed();
    }

    /// <summary>A delivery has been answered; called once for each.</summary>
    internal void Delivered(Exception? exception)
    {
        if (hub.Silo.Status != Hosting.SiloStatus.Running) End(new SiloUnavailableException("The silo stops, and what is in its streams is lost."));
        if (_ended) return;
        if (exception is not null)
        {
            _ = Retry(exception);
            return;
        }

        Acknowledge();
        _failures = 0;
        Continue();
    }

    private Attachment? Attached(Request call) => client is null ? ((Activation)call.Host!).Attachments?.GetValueOrDefault(id) : client.Attachment;

    private async Task Introduce(DeliveryCall call, IStreamSubscriptionObserver observer)
    {
        await observer.OnSubscribed(new HandleFactory(hub, stream, id));
        await (Attached(call) is { } attachment ? Deliver(call, attachment) : Unclaimed());
    }

    private Task Deliver(DeliveryCall call, Attachment attachment)
    {
        for (var n = 0; n < MaxPerTurn && !call.IsAnswered && Fill(attachment.TakesBatches); n++)
        {
            _sent = attachment.TakesBatches ? _unit.Count : 1;
            var delivering = attachment.Next(_unit);
            if (!delivering.IsCompletedSuccessfully) return delivering;
            Acknowledge();
            if (!call.Host!.MayGoOn) break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Nobody wants it: as in Orleans, it is dropped.</summary>
    private Task Unclaimed()
    {
        _sent = Fill(false) ? 1 : 0;
        hub.Silo.Log.StreamItemUnclaimed(stream.ToString(), grain.ToString());
        return Task.CompletedTask;
    }

    private void Acknowledge()
    {
        _unit.RemoveRange(0, _sent);
        hub.Silo.Metrics.StreamEvents(_sent);
        _sent = 0;
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

    private void Continue()
    {
        if (_unit.Count == 0 && !_queue.Reader.TryPeek(out _))
        {
            Volatile.Write(ref _delivering, 0);
            if (!_queue.Reader.TryPeek(out _) || Interlocked.Exchange(ref _delivering, 1) != 0) return;
        }

        Send(new DeliveryCall(this));
    }

    private void Send(Request call)
    {
        if (hub.Silo.Status != Hosting.SiloStatus.Running)
        {
            call.Answer(new SiloUnavailableException("The silo stops."));
            return;
        }

        hub.TimeLimit.Add(call);
        if (client is not null) client.Receive(call);
        else hub.Silo.Catalog.Send(call, grain);
    }

    /// <summary>Waits, for longer each time, and tries again; when the time is over it tells the subscriber and goes on.</summary>
    private async Task Retry(Exception exception)
    {
        var clock = hub.Clock;
        if (_failures++ == 0) _failingSince = clock.GetTimestamp();
        var wait = hub.Backoff(_failures);
        if (clock.GetElapsedTime(_failingSince) + wait <= hub.Options.MaxEventDeliveryTime)
        {
            await Task.Delay(wait, clock).ConfigureAwait(false);
            Send(new DeliveryCall(this));
            return;
        }

        var last = _unit.Count > 0 ? _unit[0].Token.ToString() : "none";
        _unit.RemoveRange(0, _sent);
        _failures = _sent = 0;
        hub.Silo.Log.StreamItemGivenUp(exception, stream.ToString(), last, grain.ToString());
        await Tell(new StreamEventDeliveryFailureException($"The item {last} of {stream} could not be delivered in time.", exception)).ConfigureAwait(false);
        Continue();
    }

    private async Task Tell(StreamEventDeliveryFailureException failure)
    {
        TurnCall? call = null;
        call = new TurnCall(ErrorMethod, _ => Attached(call!)?.Error(failure) ?? Task.CompletedTask);
        var told = call.Promise;
        try
        {
            Send(call);
            await told.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            hub.Silo.Log.StreamErrorUnheard(exception, stream.ToString(), grain.ToString());
        }
    }
}

/// <summary>The delivery of what a consumer's queue holds, as a turn of the subscriber.</summary>
internal sealed class DeliveryCall(Consumer consumer) : VoidCall(DeliveryMethod)
{
    private static readonly CallMethod DeliveryMethod = new("stream items", alwaysInterleave: false);

    internal override void Invoke(object target) => AcceptEnd(consumer.Deliver(this, target));

    protected override void Complete(Exception? exception) => consumer.Delivered(exception);
}
