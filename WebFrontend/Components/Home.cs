using System.Security.Claims;

namespace Orders.Web;

/// <summary>Where each role's work is.</summary>
public static class Home
{
    public static string Of(ClaimsPrincipal user) => user.ToAccount()?.Role switch
    {
        null => "/shop",
        Role.Buyer => "/my/orders",
        _ => "/orders",
    };
}
