using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed partial class NotificationTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Badge_WhenTheShopActs_CountsUpAndOpeningCountsDown()
    {
        // A buyer of its own: what other tests' orders lead to must not be counted.
        var buyer = await Browser.Open(path: null);
        await buyer.Register("Bella Bell");
        var id = await buyer.PlaceOrder();
        var number = await OrderNumber(buyer);
        await buyer.GoUntil("/inbox", buyer.Told(number));
        var before = await Unread(buyer);
        await buyer.GoLive("/shop");
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);

        await seller.Advance("Start preparing");

        await Bell(buyer, before + 1).WaitForAsync();
        await buyer.GoLive("/inbox"); // where the bell has counted it, it is
        await buyer.Told(number).First.ClickAsync();
        await buyer.WaitForURLAsync("**/my/orders/" + id);
        await Bell(buyer, before).WaitForAsync();
    }

    [BrowserFact]
    public async Task Preferences_SavedWithQuietHours_AreThereAfterAReload()
    {
        var buyer = await Browser.Open("buyer2@demo.local", "/account/notifications");
        await buyer.GetByLabel("An order is packed: by e-mail").SetCheckedAsync(false);
        await buyer.GetByLabel("No e-mail at certain hours").CheckAsync();
        Assert.Equal("Europe/Berlin", await buyer.GetByLabel("Time zone").InputValueAsync());
        await buyer.GetByLabel("Time zone").FillAsync("Atlantis/Harbour");
        await buyer.GetByText("Not saved yet.").WaitForAsync();
        await buyer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await buyer.GetByText("There is no such time zone").WaitForAsync();
        await buyer.GetByLabel("Time zone").FillAsync("America/New_York");
        await buyer.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await buyer.GetByText("Saved.").WaitForAsync();

        await buyer.ReloadAsync();
        await buyer.WaitForLive();

        Assert.False(await buyer.GetByLabel("An order is packed: by e-mail").IsCheckedAsync());
        Assert.Equal("America/New_York", await buyer.GetByLabel("Time zone").InputValueAsync());
    }

    [BrowserFact]
    public async Task Mail_AboutAnOrder_IsInTheMailboxWithTextAndHtml()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        await buyer.PlaceOrder();
        var number = await OrderNumber(buyer);

        var mail = buyer.GetByRole(AriaRole.Link, new() { Name = "We have your order " + number });
        await buyer.GoUntil("/dev/mail", mail);
        await mail.ClickAsync();

        await buyer.WaitForURLAsync("**/dev/mail/*");
        await buyer.FrameLocator("iframe").GetByText("has received your order").First.WaitForAsync();
        await buyer.Locator("pre", new() { HasTextString = "has received your order" }).WaitForAsync();
    }

    private static async Task<string> OrderNumber(IPage page) => (await page.Locator("h1").InnerTextAsync()).Split(' ')[^1];

    private static ILocator Bell(IPage page, int unread) =>
        page.GetByRole(AriaRole.Link, new() { Name = unread == 0 ? "Inbox" : $"Inbox, {unread} unread", Exact = true });

    private static async Task<int> Unread(IPage page)
    {
        var label = await page.Locator("a.bell[aria-label*='unread']").GetAttributeAsync("aria-label");
        return int.Parse(Digits().Match(label!).Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
