using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>Addresses of pages that somebody has mistyped or made up.</summary>
[Collection(SharedShop.Name)]
public sealed class PageAddressTests(ShopServer shop)
{
    [Theory]
    [InlineData("/inbox?before=abc&unread=maybe")]
    [InlineData("/inbox?before=99999999999999999999")]
    [InlineData("/webhooks/1?before=abc")]
    [InlineData("/stock?low=perhaps")]
    [InlineData("/stock/MUG-A?before=abc")]
    [InlineData("/my/orders/0000000000000?placed=yes")]
    public async Task Get_QueryThatIsNoNumberOrNoYes_IsAPageAllTheSame(string path) =>
        Assert.Contains(
            await Get(path.StartsWith("/my/", StringComparison.Ordinal) ? shop.Buyer.Account! : shop.Seller.Account!, path),
            (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.NotFound]);

    [Fact]
    public async Task Get_MailboxBeforeNothing_IsAPageAllTheSame() =>
        Assert.Equal(HttpStatusCode.OK, await Get(shop.Admin.Account!, "/dev/mail?before=abc&state=nonsense"));

    private async Task<HttpStatusCode> Get(Account account, string path)
    {
        var options = shop.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Schemes.Cookie);
        var ticket = new AuthenticationTicket(account.ToPrincipal(Schemes.Cookie), Schemes.Cookie);
        ticket.Properties.IssuedUtc = TimeProvider.System.GetUtcNow();
        using var handler = new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = shop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}");
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
