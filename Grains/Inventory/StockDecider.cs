namespace Orders;

/// <summary>
/// Decides what moves. Pure. An order's commands may come twice and in any order: what is held for it is the only thing that
/// counts, so whatever finds nothing held does nothing.
/// </summary>
public static class StockDecider
{
    /// <summary>Holds units, or says how many there are.</summary>
    public static StockDecision Reserve(StockState? state, string sku, OrderId order, string token, int quantity, DateTimeOffset now)
    {
        if (quantity is < 1 or > OrderLimits.Quantity) return new InvalidField("quantity", $"1 to {OrderLimits.Quantity} units of one product.");
        if (state is null) return new OutOfStock(sku, 0);
        if (state.Reservations.TryGetValue(order, out var held)) return held.Token == token ? StockDecision.Nothing : new OrderIdTaken();
        if (quantity > state.Available) return new OutOfStock(sku, state.Available);

        var reservation = new StockReservation(order, token, quantity, Confirmed: false);
        var after = state with { Reservations = state.Reservations.Add(order, reservation) };
        return Move(state, after, StockMovementKind.Reserved, 0, quantity, order, Actor.System("Checkout"), null, now);
    }

    /// <summary>Gives back what is held for the order.</summary>
    public static StockDecision Release(StockState? state, OrderId order, Actor actor, string reason, DateTimeOffset now) =>
        state?.Reservations.GetValueOrDefault(order) is { } held
            ? Move(state, Without(state, order), StockMovementKind.Released, 0, -held.Quantity, order, actor, reason, now)
            : StockDecision.Nothing;

    /// <summary>The same, for a checkout that came to nothing: not what another one holds for the same id, nor what is an order's already.</summary>
    public static StockDecision Release(StockState? state, OrderId order, string token, DateTimeOffset now) =>
        state?.Reservations.GetValueOrDefault(order) is { Confirmed: false } held && held.Token == token
            ? Release(state, order, Actor.System("Checkout"), "The checkout came to nothing.", now)
            : StockDecision.Nothing;

    /// <summary>Nothing moves: what was held for a checkout is held for an order.</summary>
    public static StockDecision Confirm(StockState? state, OrderId order) =>
        state?.Reservations.GetValueOrDefault(order) is { Confirmed: false } held
            ? new StockChange(state, state with { Reservations = state.Reservations.SetItem(order, held with { Confirmed = true }) }, null, order)
            : StockDecision.Nothing;

    /// <summary>Off the shelf, and off the reservation. An order that holds nothing (an imported one) moves nothing.</summary>
    public static StockDecision Ship(StockState? state, OrderId order, Actor actor, DateTimeOffset now) =>
        state?.Reservations.GetValueOrDefault(order) is { } held
            ? Move(state, Without(state, order), StockMovementKind.Shipped, -held.Quantity, -held.Quantity, order, actor, null, now)
            : StockDecision.Nothing;

    /// <param name="earlier">The movement that the same key led to before; null: none.</param>
    public static StockDecision Adjust(StockState? state, AdjustStock command, StockMovement? earlier, DateTimeOffset now)
    {
        if (state?.IsRunBy(command.Actor) != true) return new OrderNotFound();
        if (command.CommandKey is not null && CommandKeys.Check(command.CommandKey) is { } unusable) return unusable;
        var fields = new Fields();
        var reason = fields.RequiredNote("reason", command.Reason);
        if (command.Delta == 0) fields.Refuse("delta", "How many units more, or with a minus fewer.");
        if (fields.Error is { } error) return error;
        if (earlier is not null) return earlier.OnHandChange == command.Delta && earlier.Reason == reason ? StockDecision.Nothing : new KeyReused();
        if (Complaint(state, (long)state.OnHand + command.Delta) is { } complaint) return new InvalidField("delta", complaint);

        var change = Move(state, state, StockMovementKind.Adjusted, command.Delta, 0, null, command.Actor, reason, now);
        return change with { CommandKey = KeyOf(command) };
    }

    /// <summary>As stored: the same key of another person is another key.</summary>
    public static string? KeyOf(AdjustStock command) => command.CommandKey is null ? null : $"{command.Actor.Id}/{command.CommandKey}";

    /// <summary>Why a stock cannot have so many units on hand, or null.</summary>
    internal static string? Complaint(StockState? state, long onHand) => onHand switch
    {
        < 0 => "Less than nothing cannot be on hand.",
        > OrderLimits.OnHand => $"At most {OrderLimits.OnHand} units.",
        _ when onHand < state?.Reserved => $"{state.Reserved} units are held for orders: there must be as many at least.",
        _ => null,
    };

    internal static StockChange Move(
        StockState before, StockState after, StockMovementKind kind, int onHandChange, int reservedChange, OrderId? order, Actor actor,
        string? reason, DateTimeOffset now)
    {
        var moved = after with
        {
            OnHand = before.OnHand + onHandChange,
            Reserved = before.Reserved + reservedChange,
            Version = before.Version + 1,
        };
        var movement = new StockMovement
        {
            Sequence = moved.Version,
            At = Moments.ToMilliseconds(now),
            Kind = kind,
            OnHandChange = onHandChange,
            ReservedChange = reservedChange,
            OnHand = moved.OnHand,
            Reserved = moved.Reserved,
            Order = order,
            Actor = actor,
            Reason = reason,
        };
        return new StockChange(before, moved, movement, order);
    }

    private static StockState Without(StockState state, OrderId order) => state with { Reservations = state.Reservations.Remove(order) };
}
