using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class PaymentTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Checkout_CardDeclined_SaysSoAndTakesAnother()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        await buyer.FillCheckout();
        await buyer.PayWith("Test card without money");
        await buyer.PlaceButton().ClickAsync();
        await buyer.GetByText("The payment was declined").WaitForAsync();

        await buyer.PayWith("Test card with a slow bank");
        await buyer.PlaceButton().ClickAsync();

        await buyer.WaitForURLAsync("**/my/orders/*");
        await buyer.GetByText("was charged when you placed the order").WaitForAsync();
    }

    [BrowserFact]
    public async Task Refund_FailsTwice_BothSidesFollowItUntilTheBuyerHasTheMoney()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        await buyer.FillCheckout();
        await buyer.PayWith("Test card that takes nothing back");
        await buyer.PlaceButton().ClickAsync();
        await buyer.WaitForURLAsync("**/my/orders/*");
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + new Uri(buyer.Url).Segments[^1]);

        await buyer.Cancel("Changed my mind");
        // Nobody need see that it failed who looks only when it is mended.
        await buyer.GetByText("could not be paid back yet").Or(buyer.GetByText("went back to the means of payment")).First.WaitForAsync();
        await seller.GetByText("Paying the money back failed").First.WaitForAsync();

        // The third try is due some seconds after the second: nobody has to press anything.
        await buyer.GetByText("went back to the means of payment").WaitForAsync();
        await buyer.GetByText("was paid back to you").WaitForAsync();
        await seller.GetByText("Money paid back").WaitForAsync();
        var attempts = seller.Locator("section[aria-labelledby='payment'] li");
        await attempts.Filter(new() { HasTextString = "Paid back" }).WaitForAsync();
        Assert.Equal(2, await attempts.Filter(new() { HasTextString = "Paying back failed" }).CountAsync());
    }
}
