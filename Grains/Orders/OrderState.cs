using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// An order as the fold of its events. Immutable, and every transition makes the next one from the last: history and
/// timestamps are carried along, so that a view costs no second fold.
/// </summary>
public sealed record OrderState
{
    public required OrderId Id { get; init; }
    public required OrderDetails Details { get; init; }
    public required Money Total { get; init; }
    public required OrderStatus Status { get; init; }

    /// <summary>The sequence of the last event.</summary>
    public required long Version { get; init; }

    /// <summary>The latest of all times in the history: an import's may run backwards.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
    public Shipment? Shipment { get; init; }
    public required PaymentSummary Payment { get; init; }

    /// <summary>The steps of the escalation policy that were taken since the order came to where it stands.</summary>
    public ImmutableArray<EscalationAction> Escalations { get; init; } = [];

    /// <summary>Nothing is escalated before then; null: no hold was ever asked for.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>An import brought it, and nobody has touched it since: nobody is to be hurried because of it.</summary>
    public bool IsPast => Events.Last(e => e is not (OrderHeld or OrderRefunded or OrderRefundFailed)).Actor.Origin == Origin.Import;

    /// <summary>Whether the shop's escalation policy has anything to say about it.</summary>
    public bool CanEscalate => !IsPast && !OrderTransitions.IsFinal(Status);

    /// <summary>0: in time; 1: the shop was reminded; 2: overdue.</summary>
    public int EscalationLevel =>
        Escalations.Contains(EscalationAction.Overdue) ? 2 : Escalations.Contains(EscalationAction.Remind) ? 1 : 0;

    // A handful of events in an order's life: copying an array of references is the cheapest way to append.
    public required ImmutableArray<OrderEvent> Events { get; init; }
    public required ImmutableArray<HistoryItem> History { get; init; }
    public required ImmutableSortedDictionary<OrderStatus, DateTimeOffset> Timestamps { get; init; }

    /// <summary>The order after all these events; null where there are none.</summary>
    public static OrderState? Fold(OrderId id, ReadOnlySpan<OrderEvent> events)
    {
        OrderState? state = null;
        foreach (var e in events) state = Apply(state, id, e);
        return state;
    }

    /// <summary>The order after one more event.</summary>
    /// <exception cref="InvalidOperationException">The event cannot follow: a gap in the sequence, or a second beginning.</exception>
    public static OrderState Apply(OrderState? state, OrderId id, OrderEvent e)
    {
        var version = state?.Version ?? 0;
        if (e.Sequence != version + 1)
            throw new InvalidOperationException($"Order {id}: event {e.Sequence} does not follow event {version}.");

        return (state, e) switch
        {
            (null, OrderPlaced placed) => Begin(id, placed),
            ({ } order, OrderAdvanced a) => order.Enter(a.To, a, "advanced", a.Note) with { Shipment = a.Shipment ?? order.Shipment },
            ({ } order, OrderCancelled c) => order.Enter(OrderStatus.Cancelled, c, "cancelled", c.Reason),
            ({ } order, OrderEscalated x) => order.Note(x, "escalated", $"{(x.Action == EscalationAction.Remind ? "Reminded" : "Marked overdue")} after {Durations.InWords(x.After)}") with
            {
                Escalations = order.Escalations.Add(x.Action),
            },
            ({ } order, OrderHeld h) => order.Note(h, "held", h.Reason) with { HeldUntil = h.Until },
            ({ } order, OrderRefunded r) => order.Refund(r),
            ({ } order, OrderRefundFailed f) => order.Note(f, "refundFailed", f.Reason) with
            {
                Payment = order.Payment with { Status = PaymentStatus.RefundFailed },
            },
            _ => throw new InvalidOperationException($"Order {id}: {e.GetType().Name} cannot be event {e.Sequence}."),
        };
    }

    /// <summary>The order as it stood after the event with this sequence.</summary>
    public OrderState At(long sequence) =>
        sequence == Version ? this : Fold(Id, Events.AsSpan()[..(int)sequence])!;

    /// <summary>The event that this caller's command with this key led to, or null.</summary>
    public OrderEvent? FindByKey(Actor actor, string key)
    {
        foreach (var e in Events)
        {
            if (e.CommandKey == key && e.Actor.Id == actor.Id && e.Actor.Role == actor.Role) return e;
        }

        return null;
    }

    private static OrderState Begin(OrderId id, OrderPlaced placed) => new()
    {
        Id = id,
        Details = placed.Details,
        Total = placed.Details.Total,
        Status = OrderStatus.Received,
        Payment = new PaymentSummary(
            placed.Captured is null ? PaymentStatus.Pending : PaymentStatus.Captured, Money.Zero(placed.Details.Total.Currency)),
        Version = placed.Sequence,
        UpdatedAt = placed.At,
        Events = [placed],
        History = [new(placed.Sequence, "placed", null, OrderStatus.Received, placed.At, placed.Actor, placed.Details.Note)],
        Timestamps = ImmutableSortedDictionary<OrderStatus, DateTimeOffset>.Empty.Add(OrderStatus.Received, placed.At),
    };

    private OrderState Enter(OrderStatus to, OrderEvent e, string type, string? note) => Append(e, new(e.Sequence, type, Status, to, e.At, e.Actor, note)) with
    {
        Status = to,
        Escalations = [],
        Timestamps = Timestamps.SetItem(to, e.At),
    };

    private OrderState Refund(OrderRefunded e)
    {
        var refunded = Payment.Refunded + e.Amount;
        return Note(e, "refunded", e.Amount.ToString()) with { Payment = new PaymentSummary(PaymentStatus.Refunded, refunded) };
    }

    /// <summary>Something happened, but the order stands where it stood.</summary>
    private OrderState Note(OrderEvent e, string type, string? note) => Append(e, new(e.Sequence, type, null, null, e.At, e.Actor, note));

    private OrderState Append(OrderEvent e, HistoryItem item) => this with
    {
        Version = e.Sequence,
        UpdatedAt = e.At > UpdatedAt ? e.At : UpdatedAt,
        Events = Events.Add(e),
        History = History.Add(item),
    };
}
