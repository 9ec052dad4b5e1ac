using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class StockTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Product_AddedCorrectedAndShort_BuyersGetWhatThereIs()
    {
        var name = $"Last lamp {Guid.NewGuid():n}"[..22];
        var seller = await Browser.Open(BrowserFixture.Seller, "/stock");
        await seller.AddProduct(name, onHand: 3);
        await Correct(seller, name);

        var buyer = await Browser.Open("buyer2@demo.local");
        await buyer.FillCheckout(name);
        var link = new Uri(buyer.Url).AbsolutePath;
        await buyer.GoLive("/cart");
        await buyer.GetByRole(AriaRole.Button, new() { Name = "One more" }).ClickAsync();
        await buyer.GetByText("Only 1 left").WaitForAsync();
        await buyer.GoLive(link);
        await buyer.FillAddress();
        await buyer.PlaceButton().ClickAsync();
        await buyer.GetByText("Nothing was ordered or charged").WaitForAsync();
        await buyer.GetByRole(AriaRole.Button, new() { Name = "Take 1" }).ClickAsync();
        await buyer.GetByText("Nothing was ordered or charged").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await buyer.PlaceButton().ClickAsync();

        await buyer.WaitForURLAsync("**/my/orders/*");
        await seller.ReloadAsync();
        await seller.WaitForLive();
        await seller.GetByText("sold out").First.WaitForAsync();
        await seller.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await seller.GetByRole(AriaRole.Row, new() { NameRegex = new("Reserved for the order.*\\+1") }).WaitForAsync();
        await seller.GetByRole(AriaRole.Row, new() { NameRegex = new("Corrected.*Two broke.*−2") }).WaitForAsync();
    }

    [BrowserFact]
    public async Task NewProduct_WithMistakes_NamesTheFields()
    {
        var seller = await Browser.Open(BrowserFixture.Seller, "/stock");
        await seller.GetByRole(AriaRole.Button, new() { Name = "New product" }).ClickAsync();
        await seller.OpenDialog().GetByLabel("Price").FillAsync("cheap");

        await seller.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "Add the product" }).ClickAsync();

        await seller.OpenDialog().GetByText("The name is needed.").WaitForAsync();
        await seller.OpenDialog().GetByText("A price such as 12.50 is needed.").WaitForAsync();
    }

    private static async Task Correct(IPage seller, string name)
    {
        await seller.GetByRole(AriaRole.Button, new() { Name = $"Correct the stock of {name}" }).ClickAsync();
        var dialog = seller.OpenDialog();
        await dialog.GetByLabel("How many more").FillAsync("-2");
        await dialog.GetByRole(AriaRole.Row, new() { Name = "Available 3 1" }).WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct the stock" }).ClickAsync();
        await dialog.GetByText("Say why").WaitForAsync();
        await dialog.GetByLabel("Reason").FillAsync("Two broke");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Correct the stock" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
