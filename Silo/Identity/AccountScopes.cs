using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Orders.Identity;

/// <summary>Gives each call a scope, and so a database context, of its own, and says in the contract's words that the database is not there.</summary>
internal sealed class AccountScopes(IServiceScopeFactory scopes)
{
    public Task<T> Run<T>(Func<UserManager<ShopUser>, IdentityContext, Task<T>> work) => Run(scope =>
        work(scope.GetRequiredService<UserManager<ShopUser>>(), scope.GetRequiredService<IdentityContext>()));

    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<T> Run<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await work(scope.ServiceProvider);
        }
        catch (Exception e) when (AccountsDatabase.IsDown(e))
        {
            throw new StorageUnavailableException("The accounts' database does not answer.", e);
        }
    }
}
