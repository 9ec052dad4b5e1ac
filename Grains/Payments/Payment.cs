using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>What a payment's grain keeps; <see cref="Payment"/> is null until a checkout turns to it.</summary>
[GenerateSerializer, Alias("orders.PaymentState")]
public sealed class PaymentState : IAudited
{
    [Id(0)] public Payment? Payment { get; set; }

    [field: NonSerialized]
    [JsonIgnore]
    public ImmutableArray<AuditEntry> Pending { get; set; } = [];
}

/// <summary>The money of one order. <see cref="PaymentDecider"/> makes the next from the last.</summary>
[GenerateSerializer, Immutable, Alias("orders.Payment")]
public sealed record Payment
{
    /// <summary>Of the checkout that it belongs to.</summary>
    [Id(0)] public required string Token { get; init; }

    /// <summary>There will be no order: what was charged is given back, and nothing is charged any more.</summary>
    [Id(1)] public bool Abandoned { get; init; }

    /// <summary>Null: nothing was asked for.</summary>
    [Id(2)] public PaymentCharge? Charge { get; init; }

    /// <summary>Null: nothing is to be given back.</summary>
    [Id(3)] public PaymentRefund? Refund { get; init; }

    /// <summary>How often what is to be done has failed, counting only tries that nobody asked for.</summary>
    [Id(4)] public int Tries { get; init; }

    /// <summary>When what is to be done is tried (again); null: there is nothing to do, or it was given up.</summary>
    [Id(5)] public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The last <see cref="PaymentDecider.MostAttempts"/>, oldest first.</summary>
    [Id(6)] public ImmutableArray<PaymentAttempt> Attempts { get; init; } = [];

    /// <summary>What the order has not been told yet, in this order.</summary>
    [Id(7)] public ImmutableArray<RecordRefund> Untold { get; init; } = [];
}

public enum ChargeStage
{
    /// <summary>About to be asked, or asked without an answer: it may have been charged.</summary>
    Asked,
    Captured,
    Declined,

    /// <summary>The provider said no, for now: it was not charged.</summary>
    Failed,
}

/// <param name="AskedAt">When its key was used first.</param>
[GenerateSerializer, Immutable, Alias("orders.PaymentCharge")]
public sealed record PaymentCharge(
    [property: Id(0)] Money Amount,
    [property: Id(1)] string Method,
    [property: Id(2)] long SellerId,
    [property: Id(3)] long BuyerId,
    [property: Id(4)] DateTimeOffset AskedAt)
{
    [Id(5)] public ChargeStage Stage { get; init; }

    /// <summary>The provider's; there is one once captured.</summary>
    [Id(6)] public string? Reference { get; init; }

    /// <summary>Why it was declined.</summary>
    [Id(7)] public string? Reason { get; init; }
}

public enum RefundStage
{
    /// <summary>Owed, and not failed so far.</summary>
    Owed,

    /// <summary>Owed; at least one try has failed.</summary>
    Failed,

    /// <summary>Owed; it is tried again only when somebody asks for it.</summary>
    GivenUp,
    Done,
}

/// <param name="Number">1, 2, 3, …: part of the provider's key. The next one after each refusal, the same after no answer.</param>
[GenerateSerializer, Immutable, Alias("orders.PaymentRefund")]
public sealed record PaymentRefund([property: Id(0)] Money Amount, [property: Id(1)] int Number)
{
    [Id(2)] public RefundStage Stage { get; init; }

    /// <summary>The provider's; there is one once done.</summary>
    [Id(3)] public string? Reference { get; init; }
}
