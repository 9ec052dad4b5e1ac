using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class CookieCheckTests(ShopServer shop)
{
    [Fact]
    public async Task Run_CookieOfThisMinute_IsBelieved()
    {
        var context = await Run(shop.Buyer.Account! with { SecurityStamp = "changed since" }, TimeSpan.FromMinutes(4));
        Assert.NotNull(context.Principal);
        Assert.False(context.ShouldRenew);
    }

    [Fact]
    public async Task Run_OlderCookieOfAnUnchangedAccount_IsRenewed()
    {
        var context = await Run(shop.Seller.Account! with { Name = "An old name" }, TimeSpan.FromMinutes(6));
        Assert.True(context.ShouldRenew);
        Assert.Equal(shop.Seller.Account, context.Principal!.ToAccount());
    }

    [Fact]
    public async Task Run_OlderCookieOfAChangedAccount_IsRejected()
    {
        var context = await Run(shop.Buyer.Account! with { SecurityStamp = "changed since" }, TimeSpan.FromMinutes(6));
        Assert.Null(context.Principal);
    }

    private async Task<CookieValidatePrincipalContext> Run(Account account, TimeSpan age)
    {
        await using var scope = shop.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var options = new CookieAuthenticationOptions { TimeProvider = TimeProvider.System };
        var ticket = new AuthenticationTicket(account.ToPrincipal(Schemes.Cookie), Schemes.Cookie);
        ticket.Properties.IssuedUtc = TimeProvider.System.GetUtcNow() - age;
        var context = new CookieValidatePrincipalContext(http, new AuthenticationScheme(Schemes.Cookie, null, typeof(CookieAuthenticationHandler)), options, ticket);
        await CookieCheck.Run(context);
        return context;
    }
}
