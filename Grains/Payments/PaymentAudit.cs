using System.Collections.Immutable;

namespace Orders;

/// <summary>What the audit log says about a payment: every answer of the provider, and that a checkout was given up. Pure.</summary>
public static class PaymentAudit
{
    /// <param name="count">How many of the payment's attempts are new.</param>
    public static ImmutableArray<AuditEntry> Attempts(OrderId order, Payment payment, int count) =>
        [.. payment.Attempts[^count..].Select(attempt => Row(order, payment, TypeOf(attempt.Kind), attempt.At, attempt.Actor, Summary(attempt)))];

    public static AuditEntry Abandoned(OrderId order, Payment payment, DateTimeOffset at) =>
        Row(order, payment, "abandoned", at, PaymentDecider.Machine, "checkout given up");

    private static AuditEntry Row(OrderId order, Payment payment, string type, DateTimeOffset at, Actor actor, string summary) =>
        new(AuditSubjects.Payment(order), type, payment.Charge?.SellerId, at, actor, summary) { Order = order };

    private static string TypeOf(PaymentAttemptKind kind) => kind == PaymentAttemptKind.Charge ? "charge" : "refund";

    private static string Summary(PaymentAttempt attempt)
    {
        var outcome = attempt.Outcome switch
        {
            PaymentAttemptOutcome.Succeeded => "succeeded",
            PaymentAttemptOutcome.Declined => "declined",
            PaymentAttemptOutcome.Failed => "failed",
            _ => "no answer",
        };
        return attempt.Message is null ? $"{attempt.Amount} {outcome}" : $"{attempt.Amount} {outcome}: {attempt.Message}";
    }
}
