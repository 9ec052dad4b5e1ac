using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Orders.Web;

/// <summary>Authentication schemes: cookies for pages, bearer tokens for the API.</summary>
public static class Schemes
{
    /// <summary>Chooses one of the two by the address.</summary>
    public const string ByAddress = "ByAddress";
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string Bearer = BearerTokenDefaults.AuthenticationScheme;
}
