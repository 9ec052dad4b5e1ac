using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class WebhookTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Endpoint_AddedAndRemoved_ShowsItsSecretOnce()
    {
        const string url = "https://127.0.0.1:9/orders";
        var seller = await Browser.Open(BrowserFixture.Seller, "/webhooks");
        await seller.GetByRole(AriaRole.Button, new() { Name = "Add an endpoint" }).ClickAsync();
        var dialog = seller.OpenDialog();
        await dialog.GetByLabel("Address").FillAsync("ftp://127.0.0.1/");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the endpoint" }).ClickAsync();
        await dialog.Locator("#url-problem:not(:empty)").WaitForAsync();
        await dialog.GetByLabel("Address").FillAsync(url);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the endpoint" }).ClickAsync();

        await seller.GetByText("whsec_").WaitForAsync();
        await seller.ReloadAsync();
        await seller.WaitForLive();
        Assert.Equal(0, await seller.GetByText("whsec_").CountAsync());
        await seller.GetByRole(AriaRole.Link, new() { Name = url }).ClickAsync();
        await seller.GetByText("Nothing was sent yet").WaitForAsync();
        await seller.GoLive("/webhooks");
        await seller.GetByRole(AriaRole.Button, new() { Name = "Remove " + url }).ClickAsync();
        await seller.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();

        await seller.GetByText("No endpoints yet").WaitForAsync();
    }
}
