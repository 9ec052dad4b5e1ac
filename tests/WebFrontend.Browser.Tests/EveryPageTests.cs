using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Orders.Tests;

/// <summary>
/// What holds for every page: axe finds nothing, neither in light on a screen nor in the dark on a phone, where nothing sticks out
/// sideways, and the browser's console is silent.
/// </summary>
[Collection(BrowserFixture.Collection)]
public sealed class EveryPageTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserTheory]
    [InlineData(null, "/account/sign-in")]
    [InlineData(null, "/account/register")]
    [InlineData(null, "/shop")]
    [InlineData(null, "/cart")]
    [InlineData(null, "/nowhere")]
    [InlineData(BrowserFixture.Buyer, "/account/access-denied")]
    [InlineData(BrowserFixture.Buyer, "/my/orders")]
    [InlineData(BrowserFixture.Seller, "/orders")]
    [InlineData(BrowserFixture.Seller, "/orders?q=nothing-is-called-this")]
    [InlineData(BrowserFixture.Seller, "/stock")]
    [InlineData(BrowserFixture.Seller, "/stock?q=nothing-is-called-this")]
    [InlineData(BrowserFixture.Seller, "/audit")]
    [InlineData(BrowserFixture.Seller, "/webhooks")]
    [InlineData(BrowserFixture.Seller, "/dashboard")]
    [InlineData(BrowserFixture.Seller, "/escalation")]
    [InlineData(BrowserFixture.Seller, "/inbox")]
    [InlineData(BrowserFixture.Seller, "/account/notifications")]
    [InlineData(BrowserFixture.Buyer, "/account/notifications")]
    [InlineData(BrowserFixture.Buyer, "/dev/mail")]
    [InlineData(BrowserFixture.Admin, "/orders")]
    [InlineData(BrowserFixture.Admin, "/stock")]
    [InlineData(BrowserFixture.Admin, "/audit")]
    [InlineData(BrowserFixture.Admin, "/admin/parked")]
    public async Task Page_InBothThemesAndOnAPhone_IsAccessibleAndFits(string? email, string path)
    {
        var page = await Browser.Open(email);
        await page.GotoAsync(path);
        if (!path.StartsWith("/account/", StringComparison.Ordinal) || email is not null) await page.WaitForLive();

        await Check(page);
    }

    [BrowserFact]
    public async Task OrdersPages_InBothThemesAndOnAPhone_AreAccessibleAndFit()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        await buyer.FillCheckout();
        await Check(buyer);
        await buyer.PlaceButton().ClickAsync();
        await buyer.WaitForURLAsync("**/my/orders/*");
        await buyer.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Order ") }).WaitForAsync();
        await Check(buyer);
        var id = new Uri(buyer.Url).Segments[^1];
        var link = await buyer.GetByText("A link to follow this order").GetAttributeAsync("href");

        var anybody = await Browser.Open(path: link);
        await Check(anybody);
        Assert.DoesNotContain("Hafenstraße", await anybody.ContentAsync(), StringComparison.Ordinal);

        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);
        await Check(seller);
        await seller.GetByLabel("More actions").ClickAsync();
        await seller.GetByRole(AriaRole.Button, new() { Name = "Cancel order…" }).ClickAsync();
        await seller.OpenDialog().GetByLabel("Reason").WaitForAsync();
        await Check(seller);
        await seller.GoLive("/orders/slips?id=" + id);
        await Check(seller);
    }

    // Each theme at one width: colours do not depend on the width, nor what is named on the colours.
    private async Task Check(IPage page)
    {
        await CheckAccessibility(page, ColorScheme.Light);
        await page.SetViewportSizeAsync(390, 844);
        var beyond = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(beyond <= 0, $"{page.Url} is {beyond} px wider than a phone.");
        await CheckAccessibility(page, ColorScheme.Dark);
        await page.SetViewportSizeAsync(1440, 900);
        Assert.Empty(Browser.ComplaintsOf(page));
    }

    private static async Task CheckAccessibility(IPage page, ColorScheme scheme)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await page.Locator($"html[data-theme='{scheme.ToString().ToLowerInvariant()}']").WaitForAsync();
        var found = (await page.RunAxe()).Violations;
        Assert.True(found.Length == 0, $"{page.Url} in {scheme}:\n" + string.Join('\n', found.Select(v =>
            $"{v.Id}: {v.Help}\n  {string.Join("\n  ", v.Nodes.Select(n => n.Html))}")));
    }
}
