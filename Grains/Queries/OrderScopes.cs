namespace Orders;

/// <summary>Whose orders a caller sees in lists: the same people as <see cref="OrderAccess"/> lets see each of them.</summary>
public static class OrderScopes
{
    /// <summary>Null: no order at all, such as for a seller without a shop.</summary>
    public static OrderScope? Of(Actor caller) => caller switch
    {
        { Role: Role.Buyer } => new OrderScope(caller.Id, null),
        { Role: Role.Seller or Role.Manager, SellerId: { } shop } => new OrderScope(null, shop),
        { Role: Role.Admin or Role.System } => new OrderScope(null, null),
        _ => null,
    };
}
