using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Decides what follows from the provider's answer to a refund. The order is told of the first failure, of giving up, and of
/// success, each once. Pure.
/// </summary>
public static class RefundDecider
{
    /// <param name="byHand">Somebody pressed the button: that uses up none of the tries that the program makes by itself.</param>
    public static Payment Answered(Payment payment, ImmutableArray<GatewayReply> replies, Actor actor, bool byHand, DateTimeOffset now)
    {
        var refund = payment.Refund!;
        var noted = payment with { Attempts = PaymentDecider.Noted(payment, PaymentAttemptKind.Refund, refund.Amount, actor, replies) };
        return replies[^1].Answer switch
        {
            GatewaySucceeded yes => Done(noted, refund, yes.Reference, actor),
            GatewayDeclined no => Missed(noted, refund with { Number = refund.Number + 1 }, no.Reason, actor, LastTry(noted, now)),
            GatewayFailed no => Missed(noted, refund with { Number = refund.Number + 1 }, no.Reason, actor, NextTry(noted, byHand, now)),
            GatewayUnknown none => Missed(noted, refund, none.Reason, actor, NextTry(noted, byHand, now)),
            var other => throw new ArgumentException($"{other.GetType().Name} is no answer.", nameof(replies)),
        };
    }

    private static Payment Done(Payment payment, PaymentRefund refund, string reference, Actor actor) => Telling(
        payment with { Refund = refund with { Stage = RefundStage.Done, Reference = reference }, Tries = 0, NextTryAt = null },
        new RecordRefund(actor, "refunded", refund.Amount));

    private static Payment Missed(Payment payment, PaymentRefund next, string reason, Actor actor, (int Tries, DateTimeOffset? At) then)
    {
        var stage = then.At is null ? RefundStage.GivenUp : RefundStage.Failed;
        var after = payment with { Refund = next with { Stage = stage }, Tries = then.Tries, NextTryAt = then.At };
        if (next.Stage == stage || next.Stage == RefundStage.GivenUp) return after; // the order knows
        return Telling(after, new RecordRefund(actor, stage == RefundStage.GivenUp ? "refund-given-up" : "refund-failed", next.Amount)
        {
            Failure = reason,
            GivenUp = stage == RefundStage.GivenUp,
        });
    }

    private static (int Tries, DateTimeOffset? At) NextTry(Payment payment, bool byHand, DateTimeOffset now)
    {
        if (byHand && payment.Refund!.Stage == RefundStage.GivenUp) return (payment.Tries, null);
        if (byHand && payment.NextTryAt is { } at && at > now) return (payment.Tries, at);
        var tries = payment.Tries + 1;
        return (tries, payment.Abandoned ? RefundPolicy.NextTryForever(tries, now) : RefundPolicy.NextTry(tries, now));
    }

    /// <summary>Asking again does not help; but what no order stands behind has nobody to press the button.</summary>
    private static (int Tries, DateTimeOffset? At) LastTry(Payment payment, DateTimeOffset now) =>
        payment.Abandoned ? (payment.Tries + 1, RefundPolicy.NextTryForever(RefundPolicy.MostTries, now)) : (payment.Tries, null);

    /// <summary>An abandoned payment has no order to be told.</summary>
    private static Payment Telling(Payment payment, RecordRefund what) =>
        payment.Abandoned ? payment : payment with { Untold = payment.Untold.Add(what) };
}
