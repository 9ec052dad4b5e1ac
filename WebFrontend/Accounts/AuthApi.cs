using System.Globalization;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>Sign-in for programs.</summary>
public static class AuthApi
{
    private static readonly string[] Required = ["Required."];

    public static void MapAuthApi(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/auth").WithTags("auth");
        group.MapPost("/login", Login).Produces<AccessTokenResponse>().Refuses(400, 401);
        group.MapPost("/register", Register).Refuses(400);
        group.MapPost("/refresh", Refresh).Produces<AccessTokenResponse>().Refuses(400, 401);
    }

    /// <summary>E-mail and password for an access token and a refresh token.</summary>
    internal static async Task<Results<SignInHttpResult, ProblemHttpResult>> Login(Body<LoginRequest> body, IGrainFactory grains)
    {
        var request = body.Value;
        if (Missing(("email", request.Email), ("password", request.Password)) is { } missing) return missing;
        var outcome = await grains.GetGrain<IAccountsGrain>(0).SignIn(request.Email!, request.Password!);
        return outcome.Account is { } account ? SignIn(account) : Problems.SignInFailed();
    }

    /// <summary>Makes a buyer's account.</summary>
    internal static async Task<Results<Created<RegisteredAccount>, ProblemHttpResult>> Register(Body<RegisterRequest> body, IGrainFactory grains)
    {
        var request = body.Value;
        if (Missing(("email", request.Email), ("password", request.Password)) is { } missing) return missing;
        var name = request.Name ?? request.Email!.Split('@')[0];
        var outcome = await grains.GetGrain<IAccountsGrain>(0).Register(request.Email!, request.Password!, name);
        return outcome.Account is { } a
            ? TypedResults.Created((string?)null, new RegisteredAccount(a.Id.ToString(CultureInfo.InvariantCulture), a.Email, a.Name, a.Role))
            : Problems.Validation(outcome.Errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
    }

    /// <summary>A refresh token for new tokens, while the account is as it was when the token was made.</summary>
    internal static async Task<Results<SignInHttpResult, ProblemHttpResult>> Refresh(
        Body<RefreshRequest> body, IGrainFactory grains, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider time)
    {
        if (Missing(("refreshToken", body.Value.RefreshToken)) is { } missing) return missing;
        var ticket = bearer.Get(Schemes.Bearer).RefreshTokenProtector.Unprotect(body.Value.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || expires <= time.GetUtcNow()) return Problems.RefreshFailed();
        return ticket.Principal.ToAccount() is { } before
            && await grains.GetGrain<IAccountsGrain>(0).Get(before.Id, before.SecurityStamp) is { } account
            ? SignIn(account)
            : Problems.RefreshFailed();
    }

    private static SignInHttpResult SignIn(Account account) =>
        TypedResults.SignIn(account.ToPrincipal(Schemes.Bearer), authenticationScheme: Schemes.Bearer);

    private static ProblemHttpResult? Missing(params (string Field, string? Value)[] fields)
    {
        var missing = fields.Where(f => string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Field, _ => Required);
        return missing.Count == 0 ? null : Problems.Validation(missing);
    }
}
