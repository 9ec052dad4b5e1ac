using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class CheckoutTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Place_PressedTwice_MakesOneOrder()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        var before = await Orders(buyer);
        await buyer.FillCheckout();

        await buyer.PlaceButton().FocusAsync();
        // Both clicks leave the browser in one go, before the server can answer the first.
        await buyer.PlaceButton().EvaluateAsync("button => { button.click(); button.click(); }");
        await buyer.WaitForURLAsync("**/my/orders/*");

        var after = await Orders(buyer);
        Assert.Single(after.Except(before));
    }

    [BrowserFact]
    public async Task Place_WithoutAnAddress_NamesTheFieldsAndMakesNoOrder()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        await buyer.FillCheckout();
        await buyer.GetByLabel("City").FillAsync("");

        await buyer.PlaceButton().ClickAsync();

        await buyer.GetByText("The city is needed.").WaitForAsync();
        Assert.Contains("/checkout/", buyer.Url, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Orders(IPage buyer)
    {
        await buyer.GoLive("/my/orders");
        return await buyer.Locator("[data-order]").EvaluateAllAsync<string[]>("rows => rows.map(row => row.dataset.order)");
    }
}
