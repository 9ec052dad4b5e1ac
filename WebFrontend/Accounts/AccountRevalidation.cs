using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Orders.Web;

/// <summary>
/// An open page lives longer than the request whose cookie let it in: it asks every few minutes, as <see cref="CookieCheck"/> does,
/// whether the account is still as it was. After a change of password or role the page asks to sign in again.
/// </summary>
public sealed partial class AccountRevalidation(IGrainFactory grains, ILoggerFactory loggers) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<AccountRevalidation>();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(5);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (authenticationState.User.ToAccount() is not { } account) return true;
        try
        {
            return await grains.GetGrain<IAccountsGrain>(0).Get(account.Id, account.SecurityStamp) is not null;
        }
        catch (Exception e)
        {
            // No answer is no proof against the account: ask again next time rather than throw everybody out.
            LogUnanswered(_logger, e, account.Id);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether account {Account} is still valid could not be asked.")]
    private static partial void LogUnanswered(ILogger logger, Exception exception, long account);
}
