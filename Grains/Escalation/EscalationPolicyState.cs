using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Orders;

[GenerateSerializer, Alias("orders.EscalationPolicyState")]
public sealed class EscalationPolicyState : IAudited
{
    /// <summary>Null: the shop never said.</summary>
    [Id(0)] public EscalationPolicy? Policy { get; set; }

    /// <summary>Null: all its orders have the deadlines of this policy.</summary>
    [Id(1)] public Rescheduling? Rescheduling { get; set; }

    [field: NonSerialized]
    [JsonIgnore]
    public ImmutableArray<AuditEntry> Pending { get; set; } = [];
}

/// <param name="NotBefore">When no silo takes the old policy for the valid one any more.</param>
/// <param name="After">Orders up to this one have their new deadline.</param>
[GenerateSerializer, Immutable, Alias("orders.Rescheduling")]
public sealed record Rescheduling([property: Id(0)] DateTimeOffset NotBefore, [property: Id(1)] long After);
