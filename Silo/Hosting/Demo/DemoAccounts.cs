using Orders.Identity;

namespace Orders.Hosting;

/// <summary>Those of the demo's accounts whose ids its orders need.</summary>
/// <param name="Since">When the demo was made: its orders' times count back from here.</param>
internal sealed record DemoPeople(Account Buyer, Account Buyer2, DateTimeOffset Since);

/// <summary>Adds the accounts of http-api.md that are missing.</summary>
internal static class DemoAccounts
{
    private const string Password = "Demo-1234!";

    private static readonly NewAccount First = new(Role.Seller, "seller@demo.local", "Clara Kiln", Password, DemoShops.Ceramics);

    private static readonly NewAccount[] Others =
    [
        new(Role.Buyer, "buyer@demo.local", "Ada Example", Password),
        new(Role.Buyer, "buyer2@demo.local", "Ben Sample", Password),
        new(Role.Manager, "manager@demo.local", "Martin Glaze", Password, DemoShops.Ceramics),
        new(Role.Seller, "seller2@demo.local", "Noah Roast", Password, DemoShops.Coffee),
        new(Role.Admin, "admin@demo.local", "Alex Admin", Password),
    ];

    public static async Task<DemoPeople> Ensure(IAccountAdministration accounts)
    {
        // The first alone, because it is what says that the demo was begun; the rest at once, since hashing passwords takes its time.
        var (_, since) = await Ensure(accounts, First);
        var others = await Task.WhenAll(Others.Select(other => Task.Run(() => Ensure(accounts, other))));
        return new DemoPeople(others[0].Account, others[1].Account, since);
    }

    private static async Task<(Account Account, DateTimeOffset CreatedAt)> Ensure(IAccountAdministration accounts, NewAccount wanted)
    {
        if (await accounts.Find(wanted.Email) is { } there) return there;
        var outcome = await accounts.Add(wanted);

        // Refused, and there after all: another silo of the cluster was faster.
        return await accounts.Find(wanted.Email)
            ?? throw new InvalidOperationException($"{wanted.Email}: {string.Join(" ", outcome.Errors.SelectMany(e => e.Value))}");
    }
}
