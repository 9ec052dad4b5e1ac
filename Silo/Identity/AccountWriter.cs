using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Orders.Identity;

/// <summary>Adds one account: all of it in one transaction, or nothing and the reasons per field.</summary>
internal sealed class AccountWriter(UserManager<ShopUser> users, IdentityContext context, TimeProvider time)
{
    private const int SqliteConstraint = 19;

    public async Task<RegisterOutcome> Add(NewAccount account)
    {
        var user = new ShopUser
        {
            UserName = account.Email,
            Email = account.Email,
            DisplayName = account.Name.Trim(),
            CreatedAt = time.GetUtcNow(),
        };
        var errors = AccountRules.Check(account);
        foreach (var validator in users.PasswordValidators)
            errors.AddAll(await validator.ValidateAsync(users, user, account.Password));
        if (errors.Count > 0) return errors.ToOutcome();

        // Hashing is slow on purpose: it must not happen while the transaction holds the database.
        user.PasswordHash = users.PasswordHasher.HashPassword(user, account.Password);
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (account.Shop is not null) user.SellerId = await FindOrAddShop(account.Shop, errors);
        if (errors.Count == 0 && await Create(user, errors))
        {
            context.UserRoles.Add(new IdentityUserRole<long> { UserId = user.Id, RoleId = await RoleId(account.Role) });
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            return new RegisterOutcome(await AccountReader.Read(context, user), ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        }

        return errors.ToOutcome();
    }

    private async Task<bool> Create(ShopUser user, AccountErrors errors)
    {
        try
        {
            var result = await users.CreateAsync(user);
            errors.AddAll(result);
            return result.Succeeded;
        }
        catch (DbUpdateException e) when (e.InnerException is SqliteException { SqliteErrorCode: SqliteConstraint })
        {
            errors.Add("email", AccountErrors.EmailTaken); // Somebody registered the same address in this very moment.
            return false;
        }
    }

    private async Task<long?> FindOrAddShop(ShopReference wanted, AccountErrors errors)
    {
        var name = wanted.Name?.Trim();
        var shop = wanted.Id is { } id
            ? await context.Shops.FirstOrDefaultAsync(s => s.Id == id)
            : await context.Shops.FirstOrDefaultAsync(s => s.Name == name);
        if (shop is null && name is null)
            errors.Add("shop", string.Create(CultureInfo.InvariantCulture, $"There is no shop {wanted.Id} yet; to add it, give its name too."));
        else if (shop is not null && name is not null && !string.Equals(shop.Name, name, StringComparison.OrdinalIgnoreCase))
            errors.Add("shop", string.Create(CultureInfo.InvariantCulture, $"Shop {shop.Id} has another name: {shop.Name}."));
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
