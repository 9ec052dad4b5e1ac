namespace Orders;

/// <summary>What a share must not forget: people who are to get a digest.</summary>
[GenerateSerializer, Alias("orders.EscalationState")]
public sealed class EscalationState
{
    /// <summary>By shop: orders whose people have not been told yet. Grows until it is closed.</summary>
    [Id(0)] public Dictionary<long, PendingDigest> Digests { get; set; } = [];

    /// <summary>By shop: closed, and being told. What falls due meanwhile begins a new one, with a key of its own.</summary>
    [Id(1)] public Dictionary<long, PendingDigest> Closed { get; set; } = [];
}

/// <param name="Since">When the first of them fell due; part of the digest's key.</param>
/// <param name="Orders">How many.</param>
[GenerateSerializer, Immutable, Alias("orders.PendingDigest")]
public sealed record PendingDigest([property: Id(0)] DateTimeOffset Since, [property: Id(1)] int Orders);
