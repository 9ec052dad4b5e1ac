using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Decides how an order comes into being: placed by a checkout, or imported with its past. Pure, like <see cref="OrderDecider"/>.
/// </summary>
public static class OrderBeginnings
{
    /// <summary>The order counts as placed when its id was made: a checkout that was resumed after a crash keeps its moment.</summary>
    public static OrderDecision Place(OrderState? state, OrderId id, PlaceOrder command)
    {
        if (CommandKeys.Check(command.CommandKey) is { } unusable) return unusable;
        if (command.Actor.Role is not (Role.Buyer or Role.System) || !OrderAccess.MaySee(command.Details, command.Actor))
            return new InvalidField("buyer", "An order is placed by its buyer.");

        var (details, error) = OrderDetailsRules.Check(id, command.Details);
        if (error is not null) return error;
        if (state is not null) return PlacedBefore(state, command, details!);

        return OrderDecision.Accept(new OrderPlaced(1, id.PlacedAt, command.Actor, command.CommandKey, details!, command.Captured));
    }

    /// <summary>Every step goes through the same table as a live one; the first that could not have happened refuses all.</summary>
    public static OrderDecision Import(OrderState? state, OrderId id, ImportOrder command)
    {
        if (command.Actor.Role != Role.System) return new InvalidField("actor", "Only the system imports orders.");
        command = command with { Actor = command.Actor with { Origin = Origin.Import } };
        var (details, error) = OrderDetailsRules.Check(id, command.Details);
        if (error is not null) return error;
        if (details!.ExternalReference is null) return new InvalidField("externalReference", "Required.");
        if (state is not null)
        {
            return state.Details.ExternalReference == details.ExternalReference && state.Details.SellerId == details.SellerId
                ? OrderDecision.Repeat(state.Version)
                : new OrderIdTaken();
        }

        if (Moments.ToMilliseconds(command.PlacedAt) != id.PlacedAt)
            return new InvalidField("placedAt", "Does not agree with the order's id.");

        return Replay(id, command, new OrderPlaced(1, id.PlacedAt, command.Actor, null, details));
    }

    private static OrderDecision Replay(OrderId id, ImportOrder command, OrderPlaced placed)
    {
        var state = OrderState.Apply(null, id, placed);
        var steps = command.Steps.IsDefault ? [] : command.Steps;
        for (var i = 0; i < steps.Length; i++)
        {
            var decision = OrderDecider.Decide(state, OrderStep.Of(steps[i], command.Actor), steps[i].At);
            if (decision.Error is InvalidField field) return field with { Field = $"steps[{i}].{field.Field}" };
            if (decision.Error is { } error) return error;
            state = OrderState.Apply(state, id, decision.Events[0]);
        }

        return OrderDecision.Accept(state.Events);
    }

    private static OrderDecision PlacedBefore(OrderState state, PlaceOrder command, OrderDetails details)
    {
        if (state.FindByKey(command.Actor, command.CommandKey) is not OrderPlaced) return new OrderIdTaken();
        return IsSame(state.Details, details) ? OrderDecision.Repeat(1) : new KeyReused();
    }

    /// <summary>Whether the buyer asked for the same. What the shop adds (number, names, prices) is not the buyer's to repeat.</summary>
    private static bool IsSame(OrderDetails a, OrderDetails b) =>
        a.SellerId == b.SellerId
        && a.ShippingAddress == b.ShippingAddress
        && a.PaymentMethod == b.PaymentMethod
        && a.Note == b.Note
        && a.Lines.Select(l => (l.Sku, l.Quantity)).SequenceEqual(b.Lines.Select(l => (l.Sku, l.Quantity)));
}
