namespace Orders.Web;

/// <summary>What is with the money of an order, in words. It says what is so, not what is hoped.</summary>
public static class PaymentWords
{
    public static Tone ToneOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Captured => Tone.Good,
        PaymentStatus.RefundFailed => Tone.Bad,
        PaymentStatus.Authorized => Tone.Waiting,
        _ => Tone.Quiet,
    };

    /// <summary>For the buyer: where the money is, and what they have to do, which is mostly nothing.</summary>
    public static string ForBuyer(PaymentView payment, OrderStatus order, string seller) => payment.Status switch
    {
        PaymentStatus.Pending => "Nothing was charged for this order.",
        PaymentStatus.Authorized => $"{payment.Authorized} is reserved on your means of payment, but not charged.",
        PaymentStatus.Captured when order == OrderStatus.Cancelled =>
            $"{payment.Captured} was charged and is on its way back to you. You need not do anything.",
        PaymentStatus.Captured => $"{payment.Captured} was charged when you placed the order.",
        PaymentStatus.Refunded => $"{payment.Refunded} went back to the means of payment you used. Your bank may take some days to show it.",
        PaymentStatus.RefundFailed when payment.NextTryAt is not null =>
            $"{Owed(payment)} could not be paid back yet. It is tried again by itself; you need not do anything.",
        PaymentStatus.RefundFailed =>
            $"{Owed(payment)} could not be paid back so far. {seller} knows and has to see to it; the money is still yours.",
        _ => throw new ArgumentOutOfRangeException(nameof(payment), payment.Status, null),
    };

    /// <summary>For the shop: what to do, where there is something to do; null where there is nothing.</summary>
    public static string? ForShop(PaymentView payment, OrderStatus order, string buyer) => payment.Status switch
    {
        PaymentStatus.Captured when order == OrderStatus.Cancelled => $"{payment.Captured} is being paid back to {buyer}.",
        PaymentStatus.RefundFailed when payment.NextTryAt is not null =>
            $"{Owed(payment)} is owed to {buyer}. It is tried again by itself; the button tries it now.",
        PaymentStatus.RefundFailed => $"{Owed(payment)} is owed to {buyer}, and the automatic tries are used up. Try again with the button.",
        _ => null,
    };

    public static string Attempt(PaymentAttempt attempt) => (attempt.Kind, attempt.Outcome) switch
    {
        (PaymentAttemptKind.Charge, PaymentAttemptOutcome.Succeeded) => "Charged",
        (PaymentAttemptKind.Charge, PaymentAttemptOutcome.Declined) => "Declined",
        (PaymentAttemptKind.Charge, PaymentAttemptOutcome.Failed) => "Charging failed",
        (PaymentAttemptKind.Charge, _) => "No answer to the charge",
        (PaymentAttemptKind.Refund, PaymentAttemptOutcome.Succeeded) => "Paid back",
        (PaymentAttemptKind.Refund, PaymentAttemptOutcome.Unknown) => "No answer to the refund",
        _ => "Paying back failed",
    };

    public static Tone ToneOf(PaymentAttemptOutcome outcome) => outcome switch
    {
        PaymentAttemptOutcome.Succeeded => Tone.Good,
        PaymentAttemptOutcome.Unknown => Tone.Waiting,
        _ => Tone.Bad,
    };

    /// <summary>Before the button that tries a refund again: what it does, and to whom.</summary>
    public static string Retry(PaymentView payment, string buyer) =>
        $"Asks the payment provider once more, now, to pay {Owed(payment)} back to {buyer}; it is never paid back twice.";

    /// <summary>The charged money that has not gone back.</summary>
    public static Money Owed(PaymentView payment) => payment.Captured with { Minor = payment.Captured.Minor - payment.Refunded.Minor };
}
