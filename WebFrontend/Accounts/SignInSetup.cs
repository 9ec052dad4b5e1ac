using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Orders.Web;

/// <summary>Sign-in: cookies for pages, bearer tokens for the API, both protected by keys that are where the accounts are.</summary>
public static class SignInSetup
{
    private static readonly TimeSpan AccessToken = TimeSpan.FromHours(1);
    private static readonly TimeSpan RefreshToken = TimeSpan.FromDays(14);

    public static WebApplicationBuilder AddOrdersSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName("Orders"); // The silo's hosting says where its keys are.
        builder.Services.AddAuthentication(Schemes.ByAddress)
            .AddPolicyScheme(Schemes.ByAddress, null, options => options.ForwardDefaultSelector =
                context => context.IsApi() ? Schemes.Bearer : Schemes.Cookie)
            .AddCookie(Schemes.Cookie, ConfigureCookie)
            .AddBearerToken(Schemes.Bearer, ConfigureBearer);
        builder.Services.AddAuthorization();
        builder.Services.AddCascadingAuthenticationState();
        return builder;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "orders";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = RefreshToken;
        options.SlidingExpiration = true;
        options.LoginPath = "/account/sign-in";
        options.AccessDeniedPath = "/account/access-denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = CookieCheck.Run;
    }

    private static void ConfigureBearer(BearerTokenOptions options)
    {
        options.BearerTokenExpiration = AccessToken;
        options.RefreshTokenExpiration = RefreshToken;
    }
}
