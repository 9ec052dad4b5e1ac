using System.Collections.Immutable;

namespace Orders;

/// <summary>Where accounts live (ASP.NET Core Identity). A port; same meaning as <see cref="IAccountsGrain"/>.</summary>
public interface IAccountStore
{
    Task<SignInOutcome> SignIn(string email, string password);

    Task<RegisterOutcome> Register(string email, string password, string name);

    Task<Account?> Get(long id, string securityStamp);

    Task<ImmutableArray<Recipient>> StaffOf(long sellerId);
}
