using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Orders.Web;

/// <summary>
/// Asks every few minutes whether the account behind a cookie is still as it was: after a change of password or role, sign-ins
/// made before end, and a new name shows.
/// </summary>
public static class CookieCheck
{
    private const string CheckedAt = "checked";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    public static async Task Run(CookieValidatePrincipalContext context)
    {
        var now = context.Options.TimeProvider!.GetUtcNow();
        if (LastCheck(context.Properties) is { } last && now - last < Interval) return;

        var grains = context.HttpContext.RequestServices.GetRequiredService<IGrainFactory>();
        var account = context.Principal?.ToAccount() is { } before
            ? await grains.GetGrain<IAccountsGrain>(0).Get(before.Id, before.SecurityStamp)
            : null;
        if (account is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Cookie);
            return;
        }

        context.ReplacePrincipal(account.ToPrincipal(Schemes.Cookie));
        context.Properties.Items[CheckedAt] = now.ToString("O", CultureInfo.InvariantCulture);
        context.ShouldRenew = true;
    }

    // A cookie that was never checked since it was made counts from then: the sign-in itself asked.
    private static DateTimeOffset? LastCheck(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(CheckedAt, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
            ? at
            : properties.IssuedUtc;
}
