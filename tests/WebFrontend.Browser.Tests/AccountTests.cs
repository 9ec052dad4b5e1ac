using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class AccountTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task SignIn_WrongPassword_SaysSoAndStays()
    {
        var page = await Browser.Open();
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail").FillAsync("nobody@demo.local");
        await page.GetByLabel("Password").FillAsync("wrong-password");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();

        await page.GetByText("do not belong together").WaitForAsync();
    }

    [BrowserFact]
    public async Task Register_NewBuyer_IsSignedInAndCanSignOut()
    {
        var page = await Browser.Open();
        await page.Register("Nora New");

        await page.GetByLabel("Account: Nora New").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await page.WaitForURLAsync("**/account/sign-in");
    }

    [BrowserFact]
    public async Task SellersPage_OpenedByABuyer_IsDenied()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);

        await buyer.GotoAsync("/orders");

        await buyer.GetByText("This page is not for your account").WaitForAsync();
    }

    [BrowserFact]
    public async Task Order_OfAnotherBuyer_IsNotThere()
    {
        var id = await (await Browser.Open(BrowserFixture.Buyer)).PlaceOrder();
        var other = await Browser.Open("buyer2@demo.local");

        var answer = await other.GotoAsync("/my/orders/" + id);

        Assert.Equal(404, answer!.Status);
        await other.GetByText("No such order").WaitForAsync();
    }
}
