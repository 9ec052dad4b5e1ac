namespace Orders.Payments;

/// <summary>What the sandbox's payment methods do. Pure.</summary>
internal static class SandboxRules
{
    public const string Ok = "pm_ok";
    public const string Declined = "pm_declined";

    /// <summary>Acts, but the first answer to every question is lost.</summary>
    public const string Timeout = "pm_timeout";

    /// <summary>Charges; the first tries to give it back fail.</summary>
    public const string RefundFails = "pm_refund_fails";

    private const int FailingRefunds = 2;

    public static SandboxEntry Charge(GatewayCharge question)
    {
        var entry = new SandboxEntry(
            question.Key, SandboxKind.Charge, question.Order, null, question.Method, question.Amount, SandboxOutcome.Succeeded, null);
        return question.Method switch
        {
            Ok or Timeout or RefundFails => entry,
            Declined => Refused(entry, SandboxOutcome.Declined, "The card was declined."),
            _ => Refused(entry, SandboxOutcome.Declined, "There is no such payment method."),
        };
    }

    /// <param name="charge">What is to be given back; null: there is no such charge.</param>
    /// <param name="earlier">The refunds of it that were asked for with other keys.</param>
    public static SandboxEntry Refund(GatewayRefund question, SandboxEntry? charge, IReadOnlyList<SandboxEntry> earlier)
    {
        var entry = new SandboxEntry(
            question.Key, SandboxKind.Refund, question.Order, question.Charge, charge?.Method ?? "", question.Amount, SandboxOutcome.Succeeded, null);
        if (charge is not { Kind: SandboxKind.Charge, Outcome: SandboxOutcome.Succeeded } || charge.Amount.Currency != question.Amount.Currency)
            return Refused(entry, SandboxOutcome.Declined, "There is no such charge.");
        var returned = earlier.Where(e => e.Outcome == SandboxOutcome.Succeeded).Sum(e => e.Amount.Minor);
        if (returned + question.Amount.Minor > charge.Amount.Minor) return Refused(entry, SandboxOutcome.Declined, "More than is left of the charge.");
        return charge.Method == RefundFails && earlier.Count(e => e.Outcome == SandboxOutcome.Failed) < FailingRefunds
            ? Refused(entry, SandboxOutcome.Failed, "The provider cannot give the money back just now.")
            : entry;
    }

    /// <summary>Whether the answer gets lost on its way.</summary>
    /// <param name="asked">How often the question has come, this time included.</param>
    public static bool LosesAnswer(SandboxEntry entry, long asked) => entry.Method == Timeout && asked == 1;

    private static SandboxEntry Refused(SandboxEntry entry, SandboxOutcome outcome, string reason) => entry with { Outcome = outcome, Reason = reason };
}
