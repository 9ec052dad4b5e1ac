using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class ListTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Filters_AfterAReload_AreStillSet()
    {
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders");
        await seller.GetByRole(AriaRole.Link, new() { NameRegex = new("^Closed") }).ClickAsync();
        await seller.GetByLabel("Placed").SelectOptionAsync("30d");
        await seller.WaitForURLAsync("**/orders?status=closed&date=30d");
        await seller.Keyboard.PressAsync("Escape");
        await seller.Locator("h1").FocusAsync();
        await seller.Keyboard.PressAsync("/");
        await seller.Keyboard.TypeAsync("e");
        await seller.WaitForURLAsync("**/orders?status=closed&date=30d&q=e");

        await seller.ReloadAsync();
        await seller.WaitForLive();

        Assert.Equal("30d", await seller.GetByLabel("Placed").InputValueAsync());
        Assert.Equal("e", await seller.Locator("#search").InputValueAsync());
        Assert.All(await Statuses(seller), status => Assert.Equal("closed", status));
    }

    [BrowserFact]
    public async Task Row_ClickedAnywhere_OpensTheOrder()
    {
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders");
        var row = seller.Locator("tr[data-order]").First;
        var id = await row.GetAttributeAsync("data-order");

        // Forced: what lies under the pointer there is the row's link, and that is the point.
        await row.Locator("td.items").ClickAsync(new() { Force = true });

        await seller.WaitForURLAsync("**/orders/" + id);
    }

    [BrowserFact]
    public async Task Dialog_ClosedByEscape_GivesTheFocusBack()
    {
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders?status=prepared");
        var ship = seller.Locator("td.next button").First;

        await ship.FocusAsync();
        await seller.Keyboard.PressAsync("Enter");
        await seller.OpenDialog().WaitForAsync();
        await seller.Keyboard.PressAsync("Escape");
        await seller.OpenDialog().WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await seller.WaitForFunctionAsync("button => document.activeElement === button", await ship.ElementHandleAsync());
    }

    [BrowserFact]
    public async Task Selection_Advanced_ChangesEveryRow()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        string[] ids = [await buyer.PlaceOrder(), await buyer.PlaceOrder()];
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders?status=received");

        foreach (var id in ids) await seller.Locator($"tr[data-order='{id}'] input[type=checkbox]").CheckAsync();
        var bar = seller.GetByRole(AriaRole.Region, new() { Name = "Selected orders" });
        await bar.GetByRole(AriaRole.Button, new() { Name = "Start preparing" }).ClickAsync();
        await seller.OpenDialog().GetByRole(AriaRole.Button, new() { NameRegex = new("^Start preparing") }).ClickAsync();

        foreach (var id in ids) await seller.Locator($"tr[data-order='{id}'][data-status='preparing']").WaitForAsync();
    }

    private static async Task<string[]> Statuses(IPage page) =>
        await page.Locator("tr[data-order]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.status)");
}
