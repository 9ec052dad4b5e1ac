using System.Collections.Immutable;

namespace Orders;

/// <summary>What comes of a command: events to be written, or a refusal, or the memory of having done it already.</summary>
public readonly record struct OrderDecision
{
    private OrderDecision(ImmutableArray<OrderEvent> events, OrderError? error, long repeatOf)
    {
        Events = events;
        Error = error;
        RepeatOf = repeatOf;
    }

    /// <summary>To be written; empty where there is an error or a repeat.</summary>
    public ImmutableArray<OrderEvent> Events { get; }

    public OrderError? Error { get; }

    /// <summary>The sequence of the event that this command led to the first time; 0: it is new.</summary>
    public long RepeatOf { get; }

    public static OrderDecision Accept(OrderEvent e) => new([e], null, 0);

    public static OrderDecision Accept(ImmutableArray<OrderEvent> events) => new(events, null, 0);

    public static OrderDecision Repeat(long sequence) => new([], null, sequence);

    public static implicit operator OrderDecision(OrderError error) => new([], error, 0);
}
