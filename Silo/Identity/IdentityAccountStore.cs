using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Orders.Identity;

/// <summary>Accounts in ASP.NET Core Identity. Every call has a database context of its own.</summary>
internal sealed class IdentityAccountStore(AccountScopes scopes, TimeProvider time, DecoyPassword decoy, ShopStaff staff)
    : IAccountStore, IAccountAdministration
{
    private const int WrongPasswords = 5;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(5);

    public Task<SignInOutcome> SignIn(string email, string password) => scopes.Run(async (users, context) =>
    {
        var user = EmailRules.IsValid(email) ? await users.FindByEmailAsync(email) : null;
        if (user is null || user.LockoutEnd > time.GetUtcNow())
        {
            decoy.Verify(password); // Unknown and locked accounts take as long as a wrong password.
            return new SignInOutcome(null, LockedOut: user is not null);
        }

        if (!await users.CheckPasswordAsync(user, password)) return new SignInOutcome(null, await CountWrong(context, user.Id));
        return await ForgetWrong(context, user.Id)
            ? new SignInOutcome(await AccountReader.Read(context, user), LockedOut: false)
            : new SignInOutcome(null, LockedOut: true);
    });

    public Task<RegisterOutcome> Register(string email, string password, string name) =>
        Add(new NewAccount(Role.Buyer, email, name, password));

    public async Task<RegisterOutcome> Add(NewAccount account)
    {
        var outcome = await scopes.Run(scope => scope.GetRequiredService<AccountWriter>().Add(account));
        if (outcome.Account?.SellerId is { } shop) staff.Forget(shop);
        return outcome;
    }

    public Task<Account?> Get(long id, string securityStamp) => scopes.Run(async (_, context) =>
    {
        var user = await context.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id && u.SecurityStamp == securityStamp);
        return user is null ? null : await AccountReader.Read(context, user);
    });

    public Task<ImmutableArray<Recipient>> StaffOf(long sellerId) => staff.Of(sellerId);

    public Task<(Account Account, DateTimeOffset CreatedAt)?> Find(string email) =>
        scopes.Run<(Account Account, DateTimeOffset CreatedAt)?>(async (users, context) =>
        {
            if (!EmailRules.IsValid(email) || await users.FindByEmailAsync(email) is not { } user) return null;
            return await AccountReader.Read(context, user) is { } account ? (account, user.CreatedAt) : null;
        });

    // One statement, so that guesses made at the same time are all counted.
    private async Task<bool> CountWrong(IdentityContext context, long id)
    {
        DateTimeOffset? until = time.GetUtcNow() + Lockout;
        await context.Users.Where(u => u.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount + 1 >= WrongPasswords ? until : u.LockoutEnd)
            .SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1 >= WrongPasswords ? 0 : u.AccessFailedCount + 1));
        var now = time.GetUtcNow();
        return await context.Users.AnyAsync(u => u.Id == id && u.LockoutEnd > now);
    }

    // Looks at the lock again: the right password does not count where it was the sixth guess of a salvo.
    private async Task<bool> ForgetWrong(IdentityContext context, long id)
    {
        var now = time.GetUtcNow();
        return await context.Users
            .Where(u => u.Id == id && (u.LockoutEnd == null || u.LockoutEnd <= now))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, 0)) == 1;
    }
}
