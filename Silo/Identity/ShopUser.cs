using Microsoft.AspNetCore.Identity;

namespace Orders.Identity;

/// <summary>An account. A buyer's id is also the buyer's id on orders.</summary>
public sealed class ShopUser : IdentityUser<long>
{
    public string DisplayName { get; set; } = "";

    /// <summary>The shop that a seller or manager belongs to; otherwise null.</summary>
    public long? SellerId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A shop as accounts know it: its id is the seller's id on products and orders.</summary>
public sealed class Shop
{
    public long Id { get; set; }

    public string Name { get; set; } = "";
}
