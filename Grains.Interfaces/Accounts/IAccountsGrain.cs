using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Who may sign in. A stateless worker over ASP.NET Core Identity; the key is 0. Front ends ask it and keep no accounts of
/// their own, so that any number of them can stand side by side.
/// </summary>
[Alias("orders.IAccountsGrain")]
public interface IAccountsGrain : IGrainWithIntegerKey
{
    /// <summary>Checks a password. Five wrong ones lock the account for five minutes.</summary>
    [Alias("SignIn")]
    Task<SignInOutcome> SignIn(string email, string password);

    /// <summary>Adds a buyer.</summary>
    [Alias("Register")]
    Task<RegisterOutcome> Register(string email, string password, string name);

    /// <summary>The account, or null where it is gone, or was changed (password, role) since the stamp was handed out.</summary>
    [Alias("Get")]
    Task<Account?> Get(long id, string securityStamp);

    /// <summary>A shop's sellers and managers, to be told things. As of some seconds ago; an account added here counts at once.</summary>
    [Alias("StaffOf")]
    Task<ImmutableArray<Recipient>> StaffOf(long sellerId);
}

/// <param name="Id">Also the buyer's id where the role is buyer.</param>
/// <param name="SellerId">The shop a seller or manager belongs to.</param>
/// <param name="SecurityStamp">Changes when the password or the role does; sign-ins made before are then void.</param>
[GenerateSerializer, Immutable, Alias("orders.Account")]
public sealed record Account(
    [property: Id(0)] long Id,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] Role Role,
    [property: Id(4)] long? SellerId,
    [property: Id(5)] string? SellerName,
    [property: Id(6)] string SecurityStamp)
{
    public Actor ToActor(Origin origin = Origin.Page) => new(Role, Id, Name, SellerId, origin);
}

/// <param name="Account">Null: wrong e-mail or password (which of the two is not said), or locked.</param>
[GenerateSerializer, Immutable, Alias("orders.SignInOutcome")]
public sealed record SignInOutcome([property: Id(0)] Account? Account, [property: Id(1)] bool LockedOut);

/// <param name="Errors">Per field (<c>email</c>, <c>password</c>, <c>name</c>); empty where it worked.</param>
[GenerateSerializer, Immutable, Alias("orders.RegisterOutcome")]
public sealed record RegisterOutcome(
    [property: Id(0)] Account? Account,
    [property: Id(1)] ImmutableDictionary<string, ImmutableArray<string>> Errors);
