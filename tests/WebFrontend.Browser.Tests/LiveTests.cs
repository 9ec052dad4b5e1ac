using Microsoft.Playwright;

namespace Orders.Tests;

[Collection(BrowserFixture.Collection)]
public sealed class LiveTests(BrowserFixture browser) : BrowserTests(browser)
{
    [BrowserFact]
    public async Task Order_PlacedAndAccepted_BothSidesSeeItWithinASecond()
    {
        var live = new LiveTimes();
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders");
        var buyer = await Browser.Open(BrowserFixture.Buyer);

        var id = await buyer.PlaceOrder();
        var fresh = seller.GetByRole(AriaRole.Button, new() { Name = "1 new order · show" });
        await live.Shows(fresh);
        await fresh.ClickAsync();
        var row = seller.Locator($"tr[data-order='{id}']");
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^Start preparing") }).ClickAsync();
        await seller.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "Start preparing" }).ClickAsync();
        await seller.OpenDialog().WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await live.Shows(buyer.StatusBeside("Being prepared"));
        await live.Shows(seller.Locator($"tr[data-order='{id}'][data-status='preparing']"));
        live.AreWithinASecond();
    }

    [BrowserFact]
    public async Task Cancel_WithAReason_SellerSeesItAndTheReason()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        var id = await buyer.PlaceOrder();
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);

        await buyer.GetByRole(AriaRole.Button, new() { Name = "Cancel order" }).ClickAsync();
        var confirm = buyer.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "Cancel the order" });
        await confirm.ClickAsync();
        Assert.Equal(1, await buyer.OpenDialog().CountAsync());
        await buyer.OpenDialog().GetByLabel("Reason").FillAsync("Ordered the wrong size");
        await confirm.ClickAsync();
        await buyer.OpenDialog().WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await seller.StatusBeside("Cancelled").WaitForAsync();
        await seller.GetByText("“Ordered the wrong size”").First.WaitForAsync();
        await buyer.GetByText("went back to the means of payment you used").WaitForAsync();
    }

    [BrowserFact]
    public async Task Cancel_OncePrepared_IsNotOfferedToTheBuyerAnyMore()
    {
        var live = new LiveTimes();
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        var id = await buyer.PlaceOrder();
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);
        var cancel = buyer.GetByRole(AriaRole.Button, new() { Name = "Cancel order" });
        await cancel.WaitForAsync();

        await seller.Advance("Start preparing");
        await live.Shows(buyer.StatusBeside("Being prepared"));
        Assert.Equal(1, await cancel.CountAsync());
        await seller.Advance("Mark as prepared");

        await live.Shows(buyer.StatusBeside("Packed"));
        await live.Gone(cancel);
        live.AreWithinASecond();
    }

    [BrowserFact]
    public async Task TrackingLink_OpenedByAnybody_FollowsTheOrder()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        var id = await buyer.PlaceOrder();
        var anybody = await Browser.Open(path: await buyer.GetByText("A link to follow this order").GetAttributeAsync("href"));
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);

        await seller.Advance("Start preparing");

        await anybody.StatusBeside("Being prepared").WaitForAsync();
    }

    [BrowserFact]
    public async Task Connection_LostAndFound_PageCatchesUp()
    {
        var buyer = await Browser.Open(BrowserFixture.Buyer);
        IWebSocketRoute? connection = null;
        await buyer.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), socket =>
        {
            connection = socket;
            socket.ConnectToServer();
        });
        var id = await buyer.PlaceOrder();
        var seller = await Browser.Open(BrowserFixture.Seller, "/orders/" + id);

        await buyer.Context.SetOfflineAsync(true);
        await connection!.CloseAsync();
        await buyer.GetByText("The connection is interrupted").WaitForAsync();
        await seller.Advance("Start preparing");
        await buyer.Context.SetOfflineAsync(false);

        await buyer.StatusBeside("Being prepared").WaitForAsync();
        await buyer.GetByText("The connection is interrupted").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }
}
