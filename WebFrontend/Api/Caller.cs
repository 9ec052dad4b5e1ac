using System.Reflection;

namespace Orders.Web;

/// <summary>Who calls the API, from the bearer token. For endpoints that need a sign-in.</summary>
/// <param name="SellerName">Of the shop that a seller or manager works for.</param>
public sealed record Caller(Actor Actor, string Email, string? SellerName) : IBindableFromHttpContext<Caller>
{
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var account = context.User.ToAccount() ?? throw new InvalidOperationException("The endpoint does not ask for a sign-in.");
        return ValueTask.FromResult<Caller?>(new Caller(account.ToActor(Origin.Api), account.Email, account.SellerName));
    }
}
