using System.Net;
using System.Text.RegularExpressions;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>
/// Front ends on one PostgreSQL database, each with a data directory of its own: who has signed in at one is signed in at the other. The
/// embedded engine has one process at a time on a database, so that here one stands in for the other.
/// </summary>
[Trait("Database", "Postgres")]
public sealed partial class SharedSignInTests
{
    [PostgresFact]
    public async Task SignedInAtOne_TokensCookieAndForm_AreGoodAtTheOther()
    {
        using var here = new ShopData(PostgresServer.Shared.NewDatabase());
        using var there = new ShopData(here.Postgres!);
        using var browser = new Browser();
        string form, accessToken, refreshToken;
        await using (var one = Start(here))
        {
            (accessToken, refreshToken) = await SignUp(one.ClientOptions.BaseAddress);
            form = await browser.OpenForm(one.ClientOptions.BaseAddress);
            await browser.SignIn(one.ClientOptions.BaseAddress, form);
            Assert.True(await browser.IsSignedIn(one.ClientOptions.BaseAddress));
        }

        await using var other = Start(there);
        var address = other.ClientOptions.BaseAddress;
        using var client = new ApiClient(address, accessToken);
        (await client.Get("/api/v1/notifications")).Is(200);
        (await client.Send("POST", "/api/v1/auth/refresh", new { refreshToken })).Is(200);
        Assert.True(await browser.IsSignedIn(address));
        browser.ForgetSignIn(address);
        Assert.False(await browser.IsSignedIn(address));
        await browser.SignIn(address, form);
        Assert.True(await browser.IsSignedIn(address));
    }

    [PostgresFact]
    public async Task SignedInAtOne_AtAnotherShop_IsNobody()
    {
        using var here = new ShopData(PostgresServer.Shared.NewDatabase());
        using var elsewhere = new ShopData(PostgresServer.Shared.NewDatabase());
        await using var one = Start(here);
        await using var other = Start(elsewhere);
        var (token, _) = await SignUp(one.ClientOptions.BaseAddress);
        await SignUp(other.ClientOptions.BaseAddress);
        using var client = new ApiClient(other.ClientOptions.BaseAddress, token);
        (await client.Get("/api/v1/notifications")).IsProblem(401, "unauthorized");
    }

    private static async Task<(string AccessToken, string RefreshToken)> SignUp(Uri address)
    {
        using var nobody = new ApiClient(address, null);
        var account = new { email = "ada@example.com", password = ShopServer.Password };
        (await nobody.Send("POST", "/api/v1/auth/register", new { account.email, account.password, name = "Ada" })).Is(201);
        var tokens = (await nobody.Send("POST", "/api/v1/auth/login", account)).Is(200).Json;
        return (tokens.GetProperty("accessToken").GetString()!, tokens.GetProperty("refreshToken").GetString()!);
    }

    private static ShopServer.Factory Start(ShopData data)
    {
        var server = new ShopServer.Factory(data, new Dictionary<string, string>(), null);
        server.UseKestrel(0);
        server.StartServer();
        return server;
    }

    /// <summary>Keeps cookies and follows nothing.</summary>
    private sealed partial class Browser : IDisposable
    {
        private const string SignInPage = "/account/sign-in";

        private readonly CookieContainer _cookies = new();
        private readonly HttpClient _http;

        public Browser() => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false });

        /// <summary>The sign-in form's token against forgery.</summary>
        public async Task<string> OpenForm(Uri address) =>
            WebUtility.HtmlDecode(ForgeryToken().Match(await _http.GetStringAsync(new Uri(address, SignInPage))).Groups["token"].Value);

        public async Task SignIn(Uri address, string form)
        {
            using var content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = "sign-in",
                ["__RequestVerificationToken"] = form,
                ["Input.Email"] = "ada@example.com",
                ["Input.Password"] = ShopServer.Password,
            });
            using var answer = await _http.PostAsync(new Uri(address, SignInPage), content);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }

        /// <summary>The buyer's orders are shown; to anybody else, the sign-in.</summary>
        public async Task<bool> IsSignedIn(Uri address)
        {
            using var answer = await _http.GetAsync(new Uri(address, "/my/orders"));
            return answer.StatusCode == HttpStatusCode.OK;
        }

        public void ForgetSignIn(Uri address) => _cookies.GetCookies(address)["orders"]!.Expired = true;

        public void Dispose() => _http.Dispose();

        [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"(?<token>[^\"]+)\"")]
        private static partial Regex ForgeryToken();
    }
}
