using System.Collections.Immutable;
using Orders.Identity;

namespace Orders.Hosting;

/// <summary>The accounts, once the demo's are among them: nobody signs in to half a demo.</summary>
internal sealed class AccountsAfterDemo(IdentityAccountStore accounts, DemoGate gate) : IAccountStore
{
    public async Task<SignInOutcome> SignIn(string email, string password)
    {
        await gate.Opened;
        return await accounts.SignIn(email, password);
    }

    public async Task<RegisterOutcome> Register(string email, string password, string name)
    {
        await gate.Opened;
        return await accounts.Register(email, password, name);
    }

    public async Task<Account?> Get(long id, string securityStamp)
    {
        await gate.Opened;
        return await accounts.Get(id, securityStamp);
    }

    public async Task<ImmutableArray<Recipient>> StaffOf(long sellerId)
    {
        await gate.Opened;
        return await accounts.StaffOf(sellerId);
    }
}
