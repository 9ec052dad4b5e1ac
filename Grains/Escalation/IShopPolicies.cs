namespace Orders;

/// <summary>A policy with its calendar.</summary>
public sealed record ShopPolicy(EscalationPolicy Policy, WorkingTime Time);

/// <summary>
/// The policies of shops, for the orders' every step. A port: what stands behind it may remember a policy for <see cref="Freshness"/>;
/// whoever changes one has the shop's orders look again after that.
/// </summary>
public interface IShopPolicies
{
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    ValueTask<ShopPolicy> Of(long sellerId);

    /// <summary>The policy has just changed: on this silo it is seen at once.</summary>
    void Forget(long sellerId);
}
