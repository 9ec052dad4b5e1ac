using System.Globalization;
using System.Security.Claims;

namespace Orders.Web;

/// <summary>An account as claims, and back. The cookie of the pages and the bearer token of the API carry the same ones.</summary>
public static class AccountClaims
{
    private const string SellerId = "orders:seller_id";
    private const string SellerName = "orders:seller_name";
    private const string SecurityStamp = "orders:stamp";

    public static ClaimsPrincipal ToPrincipal(this Account account, string authenticationScheme)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Email, account.Email),
            new(ClaimTypes.Name, account.Name),
            new(ClaimTypes.Role, Roles.NameOf(account.Role)),
            new(SecurityStamp, account.SecurityStamp),
        ];
        if (account.SellerId is { } seller) claims.Add(new Claim(SellerId, seller.ToString(CultureInfo.InvariantCulture)));
        if (account.SellerName is { } shop) claims.Add(new Claim(SellerName, shop));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, authenticationScheme));
    }

    /// <summary>The account as it was when the claims were made; null where nobody is signed in.</summary>
    public static Account? ToAccount(this ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true
            || !long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            || !Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), ignoreCase: true, out var role))
        {
            return null;
        }

        long? seller = long.TryParse(principal.FindFirstValue(SellerId), CultureInfo.InvariantCulture, out var s) ? s : null;
        return new Account(
            id, principal.FindFirstValue(ClaimTypes.Email) ?? "", principal.FindFirstValue(ClaimTypes.Name) ?? "", role, seller,
            principal.FindFirstValue(SellerName), principal.FindFirstValue(SecurityStamp) ?? "");
    }
}
