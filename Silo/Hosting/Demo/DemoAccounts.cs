using Orders.Identity;

namespace Orders.Hosting;

/// <summary>The demo's accounts.</summary>
/// <param name="Since">When the demo was made: its orders' times count back from here.</param>
internal sealed record DemoPeople(Account Seller, Account Seller2, Account Buyer, Account Buyer2, DateTimeOffset Since);

/// <summary>Adds the accounts of http-api.md that are missing.</summary>
internal static class DemoAccounts
{
    private const string Password = "Demo-1234!";
    private static readonly ShopReference Ceramics = new(null, "Kiln & Clay");
    private static readonly ShopReference Coffee = new(null, "Northside Coffee");

    private static readonly NewAccount[] All =
    [
        new(Role.Seller, "seller@demo.local", "Clara Kiln", Password, Ceramics),
        new(Role.Manager, "manager@demo.local", "Martin Glaze", Password, Ceramics),
        new(Role.Seller, "seller2@demo.local", "Noah Roast", Password, Coffee),
        new(Role.Buyer, "buyer@demo.local", "Ada Example", Password),
        new(Role.Buyer, "buyer2@demo.local", "Ben Sample", Password),
        new(Role.Admin, "admin@demo.local", "Alex Admin", Password),
    ];

    public static async Task<DemoPeople> Ensure(IAccountAdministration accounts)
    {
        var found = new Dictionary<string, (Account Account, DateTimeOffset CreatedAt)>();
        foreach (var wanted in All) found[wanted.Email] = await Ensure(accounts, wanted);
        var (seller, since) = found["seller@demo.local"];
        return new DemoPeople(
            seller, found["seller2@demo.local"].Account, found["buyer@demo.local"].Account, found["buyer2@demo.local"].Account, since);
    }

    private static async Task<(Account Account, DateTimeOffset CreatedAt)> Ensure(IAccountAdministration accounts, NewAccount wanted)
    {
        if (await accounts.Find(wanted.Email) is { } there) return there;
        var outcome = await accounts.Add(wanted);
        if (outcome.Account is null)
            throw new InvalidOperationException($"{wanted.Email}: {string.Join(" ", outcome.Errors.SelectMany(e => e.Value))}");
        return (await accounts.Find(wanted.Email))!.Value;
    }
}
