using System.Runtime.CompilerServices;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class ProblemsTests(ShopServer shop)
{
    public static TheoryData<Type> Refusals => [.. typeof(OrderError).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OrderError)))];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Of_EveryRefusal_HasAnAnswer(Type refusal)
    {
        var error = refusal == typeof(IllegalTransition) ? new IllegalTransition(OrderStatus.Received, OrderStatus.Closed, [])
            : refusal == typeof(InvalidField) ? new InvalidField("f", "m")
            : refusal == typeof(MixedSellers) ? new MixedSellers(["a"])
            : (OrderError)RuntimeHelpers.GetUninitializedObject(refusal);
        Assert.InRange(Problems.Of(error).StatusCode, 400, 503);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("POST", "/api/v1/nothing")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/v2/orders")]
    public async Task Get_UnknownAddress_IsAProblemNotAPage(string method, string path) =>
        (await shop.Nobody.Send(method, path, method == "POST" ? new { } : null)).IsProblem(404, "not-found");

    [Theory]
    [InlineData("DELETE", "/api/v1/products", "GET")]
    [InlineData("POST", "/api/v1/products", "GET")]
    [InlineData("PUT", "/api/v1/orders", "GET, POST")]
    [InlineData("GET", "/api/v1/auth/login", "POST")]
    [InlineData("DELETE", "/api/v1/orders/0000000000000", "GET")]
    public async Task AnyCall_WrongMethod_IsAProblemNamingTheRightOnes(string method, string path, string allowed)
    {
        var answer = (await shop.Buyer.Send(method, path)).IsProblem(405, "method-not-allowed");
        Assert.Equal(allowed.Split(", ").Order(), answer.ContentHeaders.Allow.Order());
    }

    [Fact]
    public async Task Problem_ForACallerThatWantsHtml_IsStillAProblem() =>
        (await shop.Nobody.Send("GET", "/api/v1/orders", null, ("Accept", "text/html"))).IsProblem(401, "unauthorized");

    [Fact]
    public async Task EveryAnswer_OfTheApi_HasSecurityHeadersAndNoServerBanner()
    {
        foreach (var path in (string[])["/api/v1/products", "/api/v1/nothing", "/api/v1/products?cursor=bad", "/health/live"])
        {
            var answer = await shop.Nobody.Get(path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains(answer.Headers.GetValues("Content-Security-Policy"), v => v.Contains("script-src 'self';", StringComparison.Ordinal));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Api_CookieInsteadOfToken_Is401() =>
        (await shop.Nobody.Send("GET", "/api/v1/orders", null, ("Cookie", "orders=anything"))).IsProblem(401, "unauthorized");
}
