namespace Orders;

/// <summary>Whose payment it is; like <see cref="OrderAccess"/>. What was abandoned belongs to no order, so nobody sees it.</summary>
public static class PaymentAccess
{
    public static bool MaySee(Payment payment, Actor caller) => payment is { Abandoned: false, Charge: { } charge } && caller.Role switch
    {
        Role.Buyer => caller.Id == charge.BuyerId,
        Role.Seller or Role.Manager => caller.WorksFor(charge.SellerId),
        Role.Admin or Role.System => true,
        _ => false,
    };

    /// <summary>Those who may see it, but for the buyer.</summary>
    public static bool MayRefund(Payment payment, Actor caller) => caller.Role != Role.Buyer && MaySee(payment, caller);
}
