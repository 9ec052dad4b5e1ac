namespace Orders;

/// <summary>What a share must not forget: shops whose orders need new deadlines, and people who are to get a digest.</summary>
[GenerateSerializer, Alias("orders.EscalationState")]
public sealed class EscalationState
{
    /// <summary>By shop.</summary>
    [Id(0)] public Dictionary<long, Rescheduling> Reschedulings { get; set; } = [];

    /// <summary>By shop: orders whose people have not been told yet.</summary>
    [Id(1)] public Dictionary<long, PendingDigest> Digests { get; set; } = [];
}

/// <param name="NotBefore">When no silo takes the old policy for the valid one any more.</param>
/// <param name="After">Orders up to this one have their new deadline.</param>
[GenerateSerializer, Immutable, Alias("orders.Rescheduling")]
public sealed record Rescheduling([property: Id(0)] DateTimeOffset NotBefore, [property: Id(1)] long After);

/// <param name="Since">When the first of them fell due; part of the digest's key.</param>
/// <param name="Orders">How many.</param>
[GenerateSerializer, Immutable, Alias("orders.PendingDigest")]
public sealed record PendingDigest([property: Id(0)] DateTimeOffset Since, [property: Id(1)] int Orders);
