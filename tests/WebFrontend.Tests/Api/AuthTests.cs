using System.Text.Json;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class AuthTests(ShopServer shop)
{
    [Fact]
    public async Task Login_RightPassword_AnswersExactlyTheDocumentedToken()
    {
        var answer = (await Login("buyer@example.com", ShopServer.Password)).Is(200);
        Assert.Equal(["tokenType", "accessToken", "expiresIn", "refreshToken"], answer.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("Bearer", answer.Json.GetProperty("tokenType").GetString());
        Assert.Equal(3600, answer.Json.GetProperty("expiresIn").GetInt32());
    }

    [Fact]
    public async Task Login_EmailInOtherCase_IsTheSameAccount() => (await Login("BUYER@Example.COM", ShopServer.Password)).Is(200);

    [Theory]
    [InlineData("buyer@example.com", "wrong")]
    [InlineData("nobody@example.com", "Correct-Horse-7")]
    [InlineData("not an e-mail", "x")]
    [InlineData("\u0000", "\u0000")]
    [InlineData("x", "\U0001F389")]
    public async Task Login_WrongPasswordOrUnknownEmail_LookTheSame(string email, string password)
    {
        var problem = (await Login(email, password)).IsProblem(401, "unauthorized").Json;
        Assert.Equal("Sign-in failed", problem.GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("{}", "email")]
    [InlineData("""{"email":"a@b.c"}""", "password")]
    [InlineData("""{"email":1,"password":"x"}""", "email")]
    [InlineData("""{"email":"a@b.c","password":"x","role":"admin"}""", "role")]
    [InlineData("""{"email":"\ud800","password":"x"}""", "email")]
    public async Task Login_BadBody_NamesTheField(string body, string field) =>
        (await shop.Nobody.Send("POST", "/api/v1/auth/login", body)).IsInvalid(field);

    [Fact]
    public async Task Login_FiveWrongPasswords_LockEvenTheRightOne()
    {
        var email = await Register();
        for (var i = 0; i < 5; i++) (await Login(email, "wrong-" + i)).Is(401);
        (await Login(email, ShopServer.Password)).IsProblem(401, "unauthorized");
    }

    [Fact]
    public async Task Register_NewBuyer_CanSignInAndSeesNoOrders()
    {
        var email = await Register();
        var token = (await Login(email, ShopServer.Password)).Is(200).Json.GetProperty("accessToken").GetString();
        using var buyer = shop.Client(token);
        Assert.Equal(0, await buyer.CountAll());
        (await buyer.Place()).Is(201);
        Assert.Equal(1, await buyer.CountAll());
    }

    [Fact]
    public async Task Register_TakenEmail_NamesTheField() =>
        (await shop.Nobody.Send("POST", "/api/v1/auth/register", new { email = "Buyer@example.com", password = ShopServer.Password })).IsInvalid("email");

    [Theory]
    [InlineData("no-at-sign", "Correct-Horse-7", "N", "email")]
    [InlineData("two@@example.com", "Correct-Horse-7", "N", "email")]
    [InlineData("sp ace@example.com", "Correct-Horse-7", "N", "email")]
    [InlineData("null\u0000@example.com", "Correct-Horse-7", "N", "email")]
    [InlineData("\u202Ebidi@example.com", "Correct-Horse-7", "N", "email")]
    [InlineData("ok1@example.com", "short", "N", "password")]
    [InlineData("ok2@example.com", "alllowercase1", "N", "password")]
    [InlineData("ok3@example.com", "Correct-Horse-7", " ", "name")]
    [InlineData("ok4@example.com", "Correct-Horse-7", "a\u0007b", "name")]
    public async Task Register_BadField_NamesIt(string email, string password, string name, string field) =>
        (await shop.Nobody.Send("POST", "/api/v1/auth/register", new { email, password, name })).IsInvalid(field);

    [Fact]
    public async Task Register_RoleInBody_IsRefused() =>
        (await shop.Nobody.Send("POST", "/api/v1/auth/register", new { email = "e@example.com", password = ShopServer.Password, role = "admin" })).IsInvalid("role");

    [Fact]
    public async Task Register_SameEmailAtOnce_MakesOneAccount()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            shop.Nobody.Send("POST", "/api/v1/auth/register", new { email, password = ShopServer.Password })));
        Assert.Single(answers, a => a.Status == 201);
        foreach (var refused in answers.Where(a => a.Status != 201)) refused.IsInvalid("email");
    }

    [Fact]
    public async Task Refresh_GoodToken_GivesNewTokensThatWork()
    {
        var refresh = (await Login("buyer@example.com", ShopServer.Password)).Json.GetProperty("refreshToken").GetString();
        var answer = (await shop.Nobody.Send("POST", "/api/v1/auth/refresh", new { refreshToken = refresh })).Is(200);
        using var buyer = shop.Client(answer.Json.GetProperty("accessToken").GetString());
        (await buyer.Get("/api/v1/orders?limit=1")).Is(200);
    }

    [Fact]
    public async Task Refresh_AccessTokenOrGarbage_Is401()
    {
        var access = (await Login("buyer@example.com", ShopServer.Password)).Json.GetProperty("accessToken").GetString();
        foreach (var token in (string?[])[access, "garbage", "\U0001F389"])
            (await shop.Nobody.Send("POST", "/api/v1/auth/refresh", new { refreshToken = token })).IsProblem(401, "unauthorized");
        (await shop.Nobody.Send("POST", "/api/v1/auth/refresh", new { })).IsInvalid("refreshToken");
    }

    [Fact]
    public async Task Api_RefreshTokenAsAccessToken_Is401()
    {
        var refresh = (await Login("buyer@example.com", ShopServer.Password)).Json.GetProperty("refreshToken").GetString();
        using var buyer = shop.Client(refresh);
        (await buyer.Get("/api/v1/orders")).IsProblem(401, "unauthorized");
    }

    private async Task<string> Register()
    {
        var email = $"{Guid.NewGuid():N}@example.com";
        var account = (await shop.Nobody.Send("POST", "/api/v1/auth/register", new { email, password = ShopServer.Password, name = "New" })).Is(201).Json;
        Assert.Equal("buyer", account.GetProperty("role").GetString());
        Assert.Equal(JsonValueKind.String, account.GetProperty("id").ValueKind);
        return email;
    }

    private Task<Answer> Login(string email, string password) => shop.Nobody.Send("POST", "/api/v1/auth/login", new { email, password });
}
