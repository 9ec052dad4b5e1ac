namespace Orders;

/// <summary>Decides what becomes of a product that somebody describes anew, or for the first time. Pure, like <see cref="StockDecider"/>.</summary>
public static class StockPutting
{
    public static StockDecision Put(StockState? state, string sku, PutStock command, DateTimeOffset now)
    {
        if (state is null ? !MayAdd(command) : !MayChange(state, command)) return new OrderNotFound();
        if (command.ExpectedVersion is { } expected && expected != (state?.Version ?? 0)) return new VersionMismatch(expected, state?.Version ?? 0);
        var (clean, error) = Clean(state, sku, command);
        if (error is not null) return error;
        return state is null ? Add(sku, clean, now) : Change(state, clean, now);
    }

    private static StockChange Add(string sku, PutStock command, DateTimeOffset now)
    {
        var empty = new StockState
        {
            Sku = sku,
            Name = command.Name!,
            Price = command.Price!.Value,
            Owner = command.Owner!,
            OnHand = 0,
            Reserved = 0,
            Version = 0,
            LowAt = command.LowAt,
        };
        var opening = StockDecider.Move(empty, empty, StockMovementKind.Opening, command.OnHand ?? 0, 0, null, command.Actor, null, now);
        return opening with { Before = null };
    }

    private static StockDecision Change(StockState state, PutStock command, DateTimeOffset now)
    {
        var after = state with
        {
            Name = command.Name ?? state.Name,
            Price = command.Price ?? state.Price,
            LowAt = command.KeepLowAt ? state.LowAt : command.LowAt,
        };
        (Actor, DateTimeOffset)? described = after == state ? null : (command.Actor, Moments.ToMilliseconds(now));
        var difference = (command.OnHand ?? state.OnHand) - state.OnHand;
        if (difference == 0) return described is null ? StockDecision.Nothing : new StockChange(state, after) { Described = described };
        var moved = StockDecider.Move(state, after, StockMovementKind.Adjusted, difference, 0, null, command.Actor, "Set to another number.", now);
        return moved with { Described = described };
    }

    private static (PutStock Clean, InvalidField? Error) Clean(StockState? state, string sku, PutStock command)
    {
        var fields = new Fields();
        if (fields.Required("sku", sku) != sku) fields.Refuse("sku", "Must not begin or end with a space.");
        var clean = command with
        {
            Name = state is null || command.Name is not null ? fields.Required("name", command.Name) : null,
            Owner = state is null ? command.Owner! with { SellerName = fields.Required("seller", command.Owner?.SellerName) } : null,
        };
        if (state is null && command.Price is null) fields.Refuse("price", "Required.");
        if (command.Price is { } price && !IsPrice(price)) fields.Refuse("price", "An amount of a currency such as EUR, not below zero.");
        if (command.OnHand is { } onHand && StockDecider.Complaint(state, onHand) is { } complaint) fields.Refuse("onHand", complaint);
        if (command.LowAt is < 0 or > OrderLimits.OnHand) fields.Refuse("lowAt", $"0 to {OrderLimits.OnHand} units.");
        return (clean, fields.Error);
    }

    private static bool IsPrice(Money price) => price.Minor >= 0 && Money.IsCurrency(price.Currency);

    private static bool MayAdd(PutStock command) =>
        command.Owner is { } owner && (command.Actor.Role == Role.System || command.Actor.WorksFor(owner.SellerId));

    // Whoever names an owner means that shop's product.
    private static bool MayChange(StockState state, PutStock command) =>
        state.IsRunBy(command.Actor) && (command.Owner is null || command.Owner.SellerId == state.Owner.SellerId);
}
