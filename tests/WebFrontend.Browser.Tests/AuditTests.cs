using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class AuditTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Audit_OfAnOrder_SaysWhoDidWhatAndIsExported()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        var id = await buyer.PlaceOrder();
        var number = (await buyer.Locator("h1").InnerTextAsync()).Split(' ')[^1];
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);
        await seller.Advance("Start preparing");

        await seller.GoLive("/audit");
        await seller.GetByLabel("Order", new() { Exact = true }).FillAsync(number);
        await seller.Keyboard.PressAsync("Enter");
        await seller.WaitForURLAsync("**/audit?order=" + number);
        await seller.GetByRole(AriaRole.Link, new() { Name = $"Order {id}" }).First.WaitForAsync();
        await seller.GetByText("on a page").First.WaitForAsync();
        var download = await seller.RunAndWaitForDownloadAsync(() => seller.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());

        using var reader = new StreamReader(await download.CreateReadStreamAsync());
        Assert.Contains(id, await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Audit_OfAnOrderThatIsNotThere_SaysSoAtTheField()
    {
        var seller = await Browser.Open(BrowserFixture.Seller, "/audit?order=999999999");

        await seller.GetByText("There is no order 999999999.").WaitForAsync();
    }
}
