using System.Collections.Concurrent;

namespace Orders.Hosting;

/// <summary>
/// The policies of the shops that are busy on this silo, for the orders' every step: asked of the policy's grain now and then.
/// One that has changed is seen here within <see cref="IShopPolicies.Freshness"/>.
/// </summary>
internal sealed class ShopPolicies(IGrainFactory grains, TimeProvider time) : IShopPolicies
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<long, (ShopPolicy Policy, DateTimeOffset AskedAt)> _known = new();

    public ValueTask<ShopPolicy> Of(long sellerId)
    {
        var age = _known.TryGetValue(sellerId, out var known) ? time.GetUtcNow() - known.AskedAt : TimeSpan.MaxValue;
        // A clock that was put back makes the age negative: ask again.
        return age >= TimeSpan.Zero && age < IShopPolicies.Freshness ? new(known.Policy) : Ask(sellerId);
    }

    public void Forget(long sellerId) => _known.TryRemove(sellerId, out _);

    private async ValueTask<ShopPolicy> Ask(long sellerId)
    {
        var askedAt = time.GetUtcNow();
        var policy = await grains.GetGrain<IEscalationPolicyGrain>(sellerId).Get();
        var shop = new ShopPolicy(policy, new WorkingTime(policy));
        if (_known.Count >= Most) _known.Clear();
        _known[sellerId] = (shop, askedAt);
        return shop;
    }
}
