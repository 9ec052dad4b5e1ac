using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Decides by <see cref="OrderTransitions"/> what a command does to an order. Pure: no engine, no clock, no I/O. Checked in this
/// order: is there such an order for the caller; was this command given before; is it the version the caller saw; may the
/// caller take this step from here; is everything there that the step needs.
/// </summary>
public static class OrderDecider
{
    public static OrderDecision Advance(OrderState? state, AdvanceOrder command, DateTimeOffset now) =>
        Decide(state, OrderStep.Of(command), now);

    public static OrderDecision Cancel(OrderState? state, CancelOrder command, DateTimeOffset now) =>
        Decide(state, OrderStep.Of(command), now);

    /// <summary>What became of a refund is written down whatever the order's status: money does not follow the table.</summary>
    public static OrderDecision Record(OrderState? state, RecordRefund command, DateTimeOffset now)
    {
        if (state is null || !OrderAccess.MaySee(state.Details, command.Actor)) return new OrderNotFound();
        if (CommandKeys.Check(command.CommandKey) is { } unusable) return unusable;
        // Only among refunds: the keys of other commands are their callers' to choose.
        if (state.Events.FirstOrDefault(e => e is OrderRefunded or OrderRefundFailed && e.CommandKey == command.CommandKey) is { } before)
            return OrderDecision.Repeat(before.Sequence);


        var (sequence, at) = (state.Version + 1, Moments.ToMilliseconds(now));
        return command.Failure is { } failure
            ? OrderDecision.Accept(new OrderRefundFailed(
                sequence, at, command.Actor, command.CommandKey, command.Amount, failure, command.GivenUp))
            : OrderDecision.Accept(new OrderRefunded(sequence, at, command.Actor, command.CommandKey, command.Amount));
    }

    internal static OrderDecision Decide(OrderState? state, in OrderStep step, DateTimeOffset now)
    {
        if (state is null || !OrderAccess.MaySee(state.Details, step.Actor)) return new OrderNotFound();
        if (step.CommandKey is { } key)
        {
            if (CommandKeys.Check(key) is { } unusable) return unusable;
            if (state.FindByKey(step.Actor, key) is { } before)
                return IsSame(before, step) ? OrderDecision.Repeat(before.Sequence) : new KeyReused();
        }

        if (step.ExpectedVersion is { } expected && expected != state.Version) return new VersionMismatch(expected, state.Version);

        var transition = OrderTransitions.Find(state.Status, step.To);
        return transition is not null && transition.By.Contains(step.Actor.Role)
            ? Take(state, transition, step, now)
            : new IllegalTransition(state.Status, step.To, OrderTransitions.Allowed(state.Status, step.Actor.Role));
    }

    private static OrderDecision Take(OrderState state, OrderTransition transition, in OrderStep step, DateTimeOffset now)
    {
        var fields = new Fields();
        var note = transition.Needs == TransitionNeed.Reason
            ? fields.RequiredNote(step.NoteField, step.Note)
            : fields.Note(step.NoteField, step.Note);
        var shipment = ShipmentOf(ref fields, transition, step);
        if (fields.Error is { } error) return error;

        var at = Moments.ToMilliseconds(now);
        return transition.To == OrderStatus.Cancelled
            ? OrderDecision.Accept(new OrderCancelled(state.Version + 1, at, step.Actor, step.CommandKey, state.Status, note!))
            : OrderDecision.Accept(new OrderAdvanced(
                state.Version + 1, at, step.Actor, step.CommandKey, state.Status, transition.To, note, shipment));
    }

    /// <summary>Neither carrier nor number: the seller delivers. One without the other is a mistake.</summary>
    private static Shipment? ShipmentOf(ref Fields fields, OrderTransition transition, in OrderStep step)
    {
        var carrier = fields.Optional("carrier", step.Carrier);
        var number = fields.Optional("trackingNumber", step.TrackingNumber);
        if (carrier is null && number is null) return null;
        if (transition.Needs != TransitionNeed.Shipment)
            fields.Refuse(carrier is null ? "trackingNumber" : "carrier", "Belongs to the step to shipped only.");
        else if (carrier is null) fields.Refuse("carrier", "A tracking number needs its carrier.");
        else if (number is null) fields.Refuse("trackingNumber", "A carrier needs a tracking number.");
        return new Shipment(carrier, number);
    }

    private static bool IsSame(OrderEvent before, in OrderStep step) => before switch
    {
        OrderAdvanced a => a.To == step.To
            && a.Note == Texts.Clean(step.Note)
            && a.Shipment?.Carrier == Texts.Clean(step.Carrier)
            && a.Shipment?.TrackingNumber == Texts.Clean(step.TrackingNumber),
        OrderCancelled c => step.To == OrderStatus.Cancelled && c.Reason == Texts.Clean(step.Note),
        _ => false,
    };
}
