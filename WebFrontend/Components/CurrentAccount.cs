using Microsoft.AspNetCore.Components.Authorization;

namespace Orders.Web;

/// <summary>Who looks at the page.</summary>
public sealed class CurrentAccount(AuthenticationStateProvider authentication)
{
    /// <summary>The signed-in account, or null.</summary>
    public async Task<Account?> Find() => (await authentication.GetAuthenticationStateAsync()).User.ToAccount();

    /// <summary>The signed-in account of a page that only signed-in people reach.</summary>
    public async Task<Account> Get() => await Find() ?? throw new InvalidOperationException("Nobody is signed in.");

    public async Task<Actor> Actor() => (await Get()).ToActor();
}
