using Microsoft.AspNetCore.Authentication;

namespace Orders.Web;

/// <summary>Signs a browser in: the pages' cookie.</summary>
public static class PageSignIn
{
    public static Task SignInPages(this HttpContext context, Account account) => context.SignInAsync(
        Schemes.Cookie,
        account.ToPrincipal(Schemes.Cookie),
        new AuthenticationProperties { IsPersistent = true });
}
