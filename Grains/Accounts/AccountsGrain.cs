using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>Asks the accounts' store, which checks passwords and knows the rules.</summary>
[StatelessWorker]
public sealed class AccountsGrain(IAccountStore store) : Grain, IAccountsGrain
{
    public Task<SignInOutcome> SignIn(string email, string password) => store.SignIn(email, password);

    public Task<RegisterOutcome> Register(string email, string password, string name) => store.Register(email, password, name);

    public Task<Account?> Get(long id, string securityStamp) => store.Get(id, securityStamp);

    public Task<ImmutableArray<Recipient>> StaffOf(long sellerId) => store.StaffOf(sellerId);
}
