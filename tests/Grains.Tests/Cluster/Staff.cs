using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>Who works where. Nobody signs in here.</summary>
internal sealed class Staff : IAccountStore
{
    private readonly ConcurrentDictionary<long, ImmutableArray<Recipient>> _shops = new();

    /// <summary>A seller of a shop, with an id and an address that no other test has.</summary>
    public Recipient Add(long shop, Role role = Role.Seller)
    {
        var id = OrdersCluster.NewPerson();
        var person = new Recipient(id, role, $"{role} {id}", $"{id}@shop.example") { SellerId = shop };
        _shops.AddOrUpdate(shop, [person], (_, others) => others.Add(person));
        return person;
    }

    public Task<ImmutableArray<Recipient>> StaffOf(long sellerId) => Task.FromResult(_shops.GetValueOrDefault(sellerId, []));

    public Task<SignInOutcome> SignIn(string email, string password) => throw new NotSupportedException();

    public Task<RegisterOutcome> Register(string email, string password, string name) => throw new NotSupportedException();

    public Task<Account?> Get(long id, string securityStamp) => throw new NotSupportedException();
}
