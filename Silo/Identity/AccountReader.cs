using Microsoft.EntityFrameworkCore;

namespace Orders.Identity;

/// <summary>From Identity's rows to the account that the rest of the program knows.</summary>
internal static class AccountReader
{
    /// <summary>Null: the user has no role that means something here, so may do nothing.</summary>
    public static async Task<Account?> Read(IdentityContext context, ShopUser user)
    {
        var role = await (from userRole in context.UserRoles
                          join r in context.Roles on userRole.RoleId equals r.Id
                          where userRole.UserId == user.Id
                          select r.Name).FirstOrDefaultAsync();
        var shop = user.SellerId is { } id ? await context.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id) : null;
        return Enum.TryParse<Role>(role, ignoreCase: true, out var known)
            ? new Account(user.Id, user.Email!, user.DisplayName, known, user.SellerId, shop?.Name, user.SecurityStamp!)
            : null;
    }
}
