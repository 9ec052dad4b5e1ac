namespace Orders.Identity;

/// <summary>Adds accounts of any role: for the demo data and for <c>user add</c>, never for the API.</summary>
public interface IAccountAdministration
{
    /// <returns>The account, or what is wrong per field (<c>email</c>, <c>password</c>, <c>name</c>, <c>role</c>, <c>shop</c>).</returns>
    Task<RegisterOutcome> Add(NewAccount account);

    /// <summary>When the account with this e-mail was made, and which it is; null: there is none.</summary>
    Task<(Account Account, DateTimeOffset CreatedAt)?> Find(string email);
}

/// <param name="Shop">For a seller or manager, and for nobody else.</param>
public sealed record NewAccount(Role Role, string Email, string Name, string Password, ShopReference? Shop = null);

/// <summary>A shop by id, by name, or both. A shop that is not known yet is added, for which it needs a name.</summary>
public sealed record ShopReference(long? Id, string? Name);
