using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Orders.Identity;

/// <summary>Adds one account: all of it in one transaction, or nothing and the reasons per field.</summary>
internal sealed class AccountWriter(UserManager<ShopUser> users, IdentityContext context, AccountsDatabase database, TimeProvider time)
{
    public async Task<RegisterOutcome> Add(NewAccount account)
    {
        var user = NewUser(account);
        var errors = AccountRules.Check(account);
        foreach (var validator in users.PasswordValidators)
            errors.AddAll(await validator.ValidateAsync(users, user, account.Password));
        if (errors.Count > 0) return errors.ToOutcome();

        // Hashing is slow on purpose: it must not happen while the transaction holds the database.
        var hash = users.PasswordHasher.HashPassword(user, account.Password);
        return await context.Database.CreateExecutionStrategy().ExecuteAsync(
            user.ConcurrencyStamp,
            (_, stamp, _) => AddOnce(account, hash, stamp!),
            async (_, stamp, _) => await Added(stamp!) is { } added
                ? new ExecutionResult<RegisterOutcome>(true, Success(added))
                : new ExecutionResult<RegisterOutcome>(false, null!));
    }

    private ShopUser NewUser(NewAccount account) => new()
    {
        UserName = account.Email,
        Email = account.Email,
        DisplayName = account.Name.Trim(),
        CreatedAt = time.GetUtcNow(),
    };

    // May be called again if the connection broke: with everything anew, but for the stamp.
    private async Task<RegisterOutcome> AddOnce(NewAccount account, string hash, string stamp)
    {
        context.ChangeTracker.Clear();
        var errors = new AccountErrors();
        var user = NewUser(account);
        user.PasswordHash = hash;
        user.ConcurrencyStamp = stamp;
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (account.Shop is not null) user.SellerId = await FindOrAddShop(account.Shop, errors);
        if (errors.Count == 0 && await Create(user, errors))
        {
            context.UserRoles.Add(new IdentityUserRole<long> { UserId = user.Id, RoleId = await RoleId(account.Role) });
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            return Success(await AccountReader.Read(context, user));
        }

        return errors.ToOutcome();
    }

    // Where the connection broke in the very commit, it may have happened or not: the stamp, which is only this one's, tells.
    private async Task<Account?> Added(string stamp)
    {
        context.ChangeTracker.Clear();
        var user = await context.Users.AsNoTracking().FirstOrDefaultAsync(u => u.ConcurrencyStamp == stamp);
        return user is null ? null : await AccountReader.Read(context, user);
    }

    private static RegisterOutcome Success(Account? account) => new(account, ImmutableDictionary<string, ImmutableArray<string>>.Empty);

    private async Task<bool> Create(ShopUser user, AccountErrors errors)
    {
        try
        {
            var result = await users.CreateAsync(user);
            errors.AddAll(result);
            return result.Succeeded;
        }
        catch (DbUpdateException e) when (database.IsTaken(e))
        {
            errors.Add("email", AccountErrors.EmailTaken); // Somebody registered the same address in this very moment.
            return false;
        }
    }

    private async Task<long?> FindOrAddShop(ShopReference wanted, AccountErrors errors)
    {
        await database.LockShops(context);
        var name = wanted.Name?.Trim();
        var shop = wanted.Id is { } id
            ? await context.Shops.FirstOrDefaultAsync(s => s.Id == id)
            : await database.FindShop(context, name!);
        if (shop is null && name is null)
            errors.Add("shop", string.Create(CultureInfo.InvariantCulture, $"There is no shop {wanted.Id} yet; to add it, give its name too."));
        else if (shop is not null && name is not null && !string.Equals(shop.Name, name, StringComparison.OrdinalIgnoreCase))
            errors.Add("shop", string.Create(CultureInfo.InvariantCulture, $"Shop {shop.Id} has another name: {shop.Name}."));
        else if (shop is null && wanted.Id is not null && await database.FindShop(context, name!) is { } other)
            errors.Add("shop", string.Create(CultureInfo.InvariantCulture, $"The shop of this name is {other.Id}."));
        if (errors.Count > 0 || shop is not null) return shop?.Id;

        shop = new Shop { Id = wanted.Id ?? 0, Name = name! };
        context.Shops.Add(shop);
        await context.SaveChangesAsync();
        return shop.Id;
    }

    private Task<long> RoleId(Role role)
    {
        var name = users.NormalizeName(role.ToString());
        return context.Roles.Where(r => r.NormalizedName == name).Select(r => r.Id).SingleAsync();
    }
}
