namespace Orders.Tests;

/// <summary>Remembers nothing: every step asks the policy's grain.</summary>
internal sealed class AskedPolicies(IGrainFactory grains) : IShopPolicies
{
    public async ValueTask<ShopPolicy> Of(long sellerId)
    {
        var policy = await grains.GetGrain<IEscalationPolicyGrain>(sellerId).Get();
        return new ShopPolicy(policy, new WorkingTime(policy));
    }

    public void Forget(long sellerId)
    {
    }
}
