namespace Orders.Web;

/// <summary>What happens with the money of a cancelled order, in words. It says what is so, not what is hoped.</summary>
public static class MoneyBack
{
    public static string Explain(PaymentSummary payment, Money total) => payment.Status switch
    {
        PaymentStatus.Pending => "Nothing was charged for this order, so there is nothing to pay back.",
        PaymentStatus.Authorized => $"{total} was reserved on your means of payment but not charged; the reservation is released.",
        PaymentStatus.Captured => $"{total} was charged and is to be paid back.",
        PaymentStatus.Refunded => $"{payment.Refunded} was paid back.",
        PaymentStatus.RefundFailed => $"Paying back {total} failed; the shop knows and will try again.",
        _ => throw new ArgumentOutOfRangeException(nameof(payment), payment.Status, null),
    };

    /// <summary>The state of the payment, for both sides.</summary>
    public static string Status(PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => "Not charged yet",
        PaymentStatus.Authorized => "Reserved",
        PaymentStatus.Captured => "Paid",
        PaymentStatus.Refunded => "Paid back",
        PaymentStatus.RefundFailed => "Paying back failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
