using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>The money of one order; the key is <see cref="OrderId.Value"/>. Charges at most once and gives back at most once.</summary>
[Alias("orders.IPaymentGrain")]
public interface IPaymentGrain : IGrainWithIntegerKey
{
    /// <summary>Charges the order. Repeated with the same token: the first answer again, or the next try where the first had no answer.</summary>
    /// <returns>Null: captured. Or <see cref="PaymentDeclined"/>, <see cref="PaymentUnavailable"/> (not known: repeat it, or
    /// <see cref="Abandon"/>), <see cref="OrderIdTaken"/> where another checkout has this order id, or <see cref="KeyReused"/> where this
    /// one charges something else than before.</returns>
    [Alias("Charge")]
    Task<OrderError?> Charge(ChargePayment command);

    /// <summary>There will be no order: whatever was or will be charged is given back. Completes when that is certain to happen.</summary>
    /// <param name="token">The checkout's: another's charge is not touched.</param>
    [Alias("Abandon")]
    Task Abandon(string token);

    /// <summary>Tries a failed refund again, now. Where nothing is owed nothing happens.</summary>
    /// <returns>The payment, or <see cref="OrderNotFound"/>, also where the caller may not.</returns>
    [Alias("RetryRefund")]
    Task<PaymentResult> RetryRefund(Actor caller);

    /// <summary>
    /// The payment as the order's buyer, its shop or an admin sees it; null for everybody else. Does not wait for a provider that
    /// is being asked: it shows what was durable before.
    /// </summary>
    [Alias("Get"), AlwaysInterleave]
    Task<PaymentView?> Get(Actor caller);
}

/// <param name="Token">Unguessable and the checkout's own.</param>
/// <param name="Method">The payment provider's name for the buyer's card.</param>
[GenerateSerializer, Immutable, Alias("orders.ChargePayment")]
public sealed record ChargePayment(
    [property: Id(0)] string Token,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Method,
    [property: Id(3)] long SellerId,
    [property: Id(4)] long BuyerId);

/// <summary>The answer to a command: the payment after it, or why not.</summary>
[GenerateSerializer, Immutable, Alias("orders.PaymentResult")]
public sealed record PaymentResult([property: Id(0)] PaymentView? Payment, [property: Id(1)] OrderError? Error)
{
    public static implicit operator PaymentResult(PaymentView payment) => new(payment, null);
    public static implicit operator PaymentResult(OrderError error) => new(null, error);
}

/// <summary>Property names are those of http-api.md.</summary>
[GenerateSerializer, Immutable, Alias("orders.PaymentView")]
public sealed record PaymentView
{
    [Id(0)] public required PaymentStatus Status { get; init; }
    [Id(1)] public required Money Authorized { get; init; }
    [Id(2)] public required Money Captured { get; init; }
    [Id(3)] public required Money Refunded { get; init; }

    /// <summary>The payment provider's name for the buyer's card.</summary>
    [Id(4)] public required string Method { get; init; }
    [Id(5)] public required ImmutableArray<PaymentAttempt> Attempts { get; init; }

    /// <summary>When a failed refund is tried again by itself; null: not.</summary>
    [Id(6)] public DateTimeOffset? NextTryAt { get; init; }
}

public enum PaymentAttemptKind
{
    Charge,
    Refund,
}

public enum PaymentAttemptOutcome
{
    Succeeded,
    Declined,

    /// <summary>The provider said no, for now.</summary>
    Failed,

    /// <summary>No answer: it may have acted.</summary>
    Unknown,
}

/// <summary>One question to the payment provider.</summary>
/// <param name="Actor">Whose doing: the buyer, the system, or who pressed the button.</param>
/// <param name="Message">What the provider said; null where it worked.</param>
[GenerateSerializer, Immutable, Alias("orders.PaymentAttempt")]
public sealed record PaymentAttempt(
    [property: Id(0)] PaymentAttemptKind Kind,
    [property: Id(1)] PaymentAttemptOutcome Outcome,
    [property: Id(2)] Money Amount,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] Actor Actor,
    [property: Id(5)] string? Message);
