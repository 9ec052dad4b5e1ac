using System.Collections.Immutable;

namespace Orders;

/// <summary>What is to be done next about a payment.</summary>
public enum PaymentTask
{
    Nothing,

    /// <summary>Nobody waits for the charge any more, but whether it took place must be known: ask with the same key.</summary>
    Settle,
    Refund,
}

/// <param name="Ask">The provider is to be asked, once <paramref name="Payment"/> is durable; otherwise <paramref name="Answer"/> stands.</param>
public readonly record struct ChargeDecision(bool Ask, Payment? Payment, OrderError? Answer);

/// <summary>
/// Decides what becomes of an order's money. Pure: no engine, no clock, no provider in it. Whatever is asked of the provider was
/// written down before, so that after a crash the same question is asked again.
/// </summary>
public static class PaymentDecider
{
    public const int MostAttempts = 100;

    /// <summary>After a day a provider may have forgotten a key, and would charge a second time.</summary>
    public static readonly TimeSpan KeyIsKept = TimeSpan.FromHours(23);

    /// <summary>As whom the program acts by itself.</summary>
    public static readonly Actor Machine = Actor.System("payments");

    public static ChargeDecision Charge(Payment? payment, ChargePayment command, DateTimeOffset now)
    {
        var asked = new PaymentCharge(command.Amount, command.Method, command.SellerId, command.BuyerId, now);
        if (payment is null) return new(true, new Payment { Token = command.Token, Charge = asked }, null);
        if (payment.Token != command.Token) return Answer(new OrderIdTaken());
        if (payment.Abandoned) return Answer(new PaymentDeclined("The checkout was given up."));
        var charge = payment.Charge!; // not abandoned, hence asked for
        if (charge with { AskedAt = now, Stage = default, Reference = null, Reason = null } != asked) return Answer(new KeyReused());
        return charge.Stage switch
        {
            ChargeStage.Failed => new(true, payment with { Charge = asked }, null),
            ChargeStage.Asked when now - charge.AskedAt < KeyIsKept => new(true, payment, null),
            _ => Answer(AnswerOf(charge)),
        };
    }

    /// <summary>What the one who wanted to charge is told; null: captured.</summary>
    public static OrderError? AnswerOf(PaymentCharge charge) => charge.Stage switch
    {
        ChargeStage.Captured => null,
        ChargeStage.Declined => new PaymentDeclined(charge.Reason!),
        _ => new PaymentUnavailable(),
    };

    /// <summary>The provider has answered the question for the charge, whoever waited for that.</summary>
    public static Payment Charged(Payment payment, ImmutableArray<GatewayReply> replies, DateTimeOffset now)
    {
        var charge = payment.Charge!;
        var known = payment with
        {
            Charge = After(charge, replies[^1].Answer),
            Attempts = Noted(payment, PaymentAttemptKind.Charge, charge.Amount, new Actor(Role.Buyer, charge.BuyerId, "Buyer"), replies),
        };
        if (!payment.Abandoned) return known;
        if (known.Charge.Stage == ChargeStage.Asked) return known.TriedInVain(now);
        return known.Charge.Stage == ChargeStage.Captured ? GivingBack(known, now) : known with { NextTryAt = null };
    }

    /// <summary>There will be no order. Null: nothing changes.</summary>
    public static Payment? Abandon(Payment? payment, string token, DateTimeOffset now)
    {
        if (payment is null) return new Payment { Token = token, Abandoned = true };
        if (payment.Token != token || payment.Abandoned) return null;
        var abandoned = payment with { Abandoned = true };
        return payment.Charge!.Stage switch
        {
            ChargeStage.Captured when payment.Refund is null => GivingBack(abandoned, now),
            ChargeStage.Asked => abandoned with { Tries = 0, NextTryAt = now },
            _ => abandoned,
        };
    }

    /// <summary>The order was cancelled. Null: nothing changes, since nothing was captured or it is being given back already.</summary>
    public static Payment? Cancel(Payment? payment, DateTimeOffset now) =>
        payment is { Charge.Stage: ChargeStage.Captured, Refund: null } ? GivingBack(payment, now) : null;

    /// <summary>A refund is owed, whether it will be tried by itself or not.</summary>
    public static bool OwesRefund(Payment payment) => payment.Refund is { Stage: not RefundStage.Done };

    public static PaymentTask DueTask(Payment? payment, DateTimeOffset now) =>
        payment?.NextTryAt is not { } at || at > now ? PaymentTask.Nothing
        : OwesRefund(payment) ? PaymentTask.Refund
        : PaymentTask.Settle;

    /// <summary>Nobody knows whether it was charged, and asking again could charge it: people have to look at the provider's list.</summary>
    public static bool IsLost(Payment payment, DateTimeOffset now) =>
        payment.Charge is { Stage: ChargeStage.Asked } charge && now - charge.AskedAt >= KeyIsKept;

    internal static ImmutableArray<PaymentAttempt> Noted(
        Payment payment, PaymentAttemptKind kind, Money amount, Actor actor, ImmutableArray<GatewayReply> replies)
    {
        var all = payment.Attempts.AddRange(replies.Select(reply => Attempt(kind, amount, actor, reply)));
        return all.Length <= MostAttempts ? all : all[^MostAttempts..];
    }

    private static PaymentAttempt Attempt(PaymentAttemptKind kind, Money amount, Actor actor, GatewayReply reply)
    {
        var (outcome, message) = reply.Answer switch
        {
            GatewaySucceeded => (PaymentAttemptOutcome.Succeeded, null),
            GatewayDeclined no => (PaymentAttemptOutcome.Declined, no.Reason),
            GatewayFailed no => (PaymentAttemptOutcome.Failed, no.Reason),
            GatewayUnknown none => (PaymentAttemptOutcome.Unknown, (string?)none.Reason),
            var other => throw new ArgumentException($"{other.GetType().Name} is no answer.", nameof(reply)),
        };
        return new PaymentAttempt(kind, outcome, amount, reply.At, actor, message);
    }

    private static PaymentCharge After(PaymentCharge charge, GatewayAnswer answer) => answer switch
    {
        GatewaySucceeded yes => charge with { Stage = ChargeStage.Captured, Reference = yes.Reference },
        GatewayDeclined no => charge with { Stage = ChargeStage.Declined, Reason = no.Reason },
        GatewayFailed => charge with { Stage = ChargeStage.Failed },
        _ => charge,
    };

    private static Payment GivingBack(Payment payment, DateTimeOffset now) =>
        payment with { Refund = new PaymentRefund(payment.Charge!.Amount, 1), Tries = 0, NextTryAt = now };

    private static Payment TriedInVain(this Payment payment, DateTimeOffset now) =>
        payment with { Tries = payment.Tries + 1, NextTryAt = RefundPolicy.NextTryForever(payment.Tries + 1, now) };

    private static ChargeDecision Answer(OrderError? error) => new(false, null, error);
}
