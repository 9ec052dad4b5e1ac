namespace Orders;

/// <summary>A payment as others see it.</summary>
public static class PaymentViewer
{
    /// <summary>The payment; null where nothing was ever to be charged. Whether the caller may see it is <see cref="PaymentAccess"/>.</summary>
    public static PaymentView? View(Payment payment)
    {
        if (payment.Charge is not { } charge) return null;
        var captured = charge.Stage == ChargeStage.Captured ? charge.Amount : Money.Zero(charge.Amount.Currency);
        return new PaymentView
        {
            Status = StatusOf(charge.Stage, payment.Refund?.Stage),
            Authorized = captured,
            Captured = captured,
            Refunded = payment.Refund is { Stage: RefundStage.Done } refund ? refund.Amount : Money.Zero(charge.Amount.Currency),
            Method = charge.Method,
            Attempts = payment.Attempts,
            NextTryAt = payment.Refund is { Stage: RefundStage.Failed } ? payment.NextTryAt : null,
        };
    }

    private static PaymentStatus StatusOf(ChargeStage charge, RefundStage? refund) => (charge, refund) switch
    {
        (not ChargeStage.Captured, _) => PaymentStatus.Pending,
        (_, RefundStage.Done) => PaymentStatus.Refunded,
        (_, RefundStage.Failed or RefundStage.GivenUp) => PaymentStatus.RefundFailed,
        _ => PaymentStatus.Captured,
    };
}
