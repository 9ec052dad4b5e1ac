using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// What consumers have not confirmed yet: a row for each event and each consumer it concerns, written in the transaction of the
/// event itself and gone with the confirmation. A port.
/// </summary>
public interface IOutboxStore
{
    /// <summary>The consumer has dealt with the event. A second time nothing happens.</summary>
    Task Confirm(OrderId order, long sequence, OrderConsumer consumer);

    /// <summary>The consumer could not: why, for whoever looks. When it is tried again is the relay's to say.</summary>
    Task Explain(OrderId order, long sequence, OrderConsumer consumer, string error);

    /// <summary>What is to be published again, oldest first: not confirmed, not parked, and due.</summary>
    Task<ImmutableArray<OutboxEntry>> Due(DateTimeOffset now, int limit);

    /// <summary>
    /// The process has just started: what waits for its next try is due now, since whoever had it in hand is gone. That try does not
    /// count, or a few restarts would park what nothing is wrong with.
    /// </summary>
    Task MakeDue(DateTimeOffset now);

    /// <summary>They are being published again: one try more, and the next at this time, or parked. What is confirmed meanwhile stays so.</summary>
    Task Retry(ImmutableArray<OutboxRetry> retries);

    Task<ImmutableArray<ParkedEvent>> Parked(int limit);

    /// <summary>Takes a parked event back into the queue, due at once, with its tries forgotten.</summary>
    /// <returns>False where there is none such.</returns>
    Task<bool> Unpark(OrderId order, long sequence, OrderConsumer consumer);
}

/// <summary>The consumer has dealt with the event.</summary>
public readonly record struct EventConfirmation(OrderId Order, long Sequence, OrderConsumer Consumer);

public sealed record OutboxEntry(OrderId Order, long Sequence, OrderConsumer Consumer, int Tries);

/// <param name="NextTry">Null: parked.</param>
public sealed record OutboxRetry(OutboxEntry Entry, DateTimeOffset? NextTry);
