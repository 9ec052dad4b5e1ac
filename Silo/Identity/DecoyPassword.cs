using Microsoft.AspNetCore.Identity;

namespace Orders.Identity;

/// <summary>A password that nobody has: checking against it takes the time of a real check and always fails.</summary>
internal sealed class DecoyPassword
{
    private readonly PasswordHasher<ShopUser> _hasher = new();
    private readonly ShopUser _nobody = new();
    private readonly Lazy<string> _hash;

    public DecoyPassword() => _hash = new(() => _hasher.HashPassword(_nobody, Guid.NewGuid().ToString()));

    public void Verify(string password) => _hasher.VerifyHashedPassword(_nobody, _hash.Value, password);
}
