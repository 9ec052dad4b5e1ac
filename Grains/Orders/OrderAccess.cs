namespace Orders;

/// <summary>Whose order it is. The API asks too; the grain does not rely on it.</summary>
public static class OrderAccess
{
    /// <summary>Its buyer, its shop, an admin and the system see an order; for everybody else there is none.</summary>
    public static bool MaySee(OrderDetails details, Actor caller) => caller.Role switch
    {
        Role.Buyer => caller.Id == details.Buyer.Id,
        Role.Seller or Role.Manager => caller.WorksFor(details.SellerId),
        Role.Admin or Role.System => true,
        _ => false,
    };
}
