using System.Diagnostics;
using Microsoft.Playwright;

namespace Orders.Tests;

/// <summary>What people do on the pages. Everything waits for what it needs to see; nothing sleeps.</summary>
public static class PageSteps
{
    /// <summary>Opens a page and waits until its circuit runs and its content is there.</summary>
    public static async Task GoLive(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForLive();
    }

    public static Task WaitForLive(this IPage page) => page.Locator("html[data-live='true'] body:not(:has(.bone))").WaitForAsync();

    public static async Task SignIn(this IPage page, string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/account/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Makes a buyer's account and signs in with it.</summary>
    public static async Task Register(this IPage page, string name)
    {
        await page.GotoAsync("/account/register?ReturnUrl=%2Fcart");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync($"{name.Replace(' ', '-')}-{Guid.NewGuid():n}@example.org");
        await page.GetByLabel("Password").FillAsync("Correct-Horse-7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.WaitForURLAsync("**/cart");
        await page.WaitForLive();
    }

    /// <summary>Puts a product (the first one, or this) into the cart and fills the form up to the last button.</summary>
    public static async Task FillCheckout(this IPage buyer, string? product = null)
    {
        await buyer.GoLive(product is null ? "/shop" : "/shop?q=" + Uri.EscapeDataString(product));
        await buyer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Add .* to the cart$") }).First.ClickAsync();
        await buyer.GetByText("1 in the cart").First.WaitForAsync();
        await buyer.GetByRole(AriaRole.Link, new() { NameRegex = new("^Cart") }).ClickAsync();
        await buyer.GetByRole(AriaRole.Link, new() { Name = "Check out" }).ClickAsync();
        await buyer.FillAddress();
    }

    public static async Task FillAddress(this IPage buyer)
    {
        await buyer.GetByLabel("Street and number").FillAsync("Hafenstraße 12");
        await buyer.GetByLabel("Postal code").FillAsync("20359");
        await buyer.GetByLabel("City").FillAsync("Hamburg");
        await buyer.GetByLabel("Country").SelectOptionAsync("DE");
    }

    public static Task PayWith(this IPage buyer, string card) =>
        buyer.Locator("label.method", new() { Has = buyer.GetByText(card, new() { Exact = true }) }).ClickAsync();

    public static async Task Cancel(this IPage buyer, string reason)
    {
        await buyer.GetByRole(AriaRole.Button, new() { Name = "Cancel order" }).ClickAsync();
        await buyer.OpenDialog().GetByLabel("Reason").FillAsync(reason);
        await buyer.OpenDialog().GetByRole(AriaRole.Button, new() { Name = "Cancel the order" }).ClickAsync();
        await buyer.OpenDialog().WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>A notification that is about this order.</summary>
    public static ILocator Told(this IPage page, string number) => page.Locator("li.unread a.open", new() { HasTextString = number });

    /// <summary>Adds a product on the stock's page and waits for its row.</summary>
    public static async Task AddProduct(this IPage seller, string name, int onHand)
    {
        await seller.GetByRole(AriaRole.Button, new() { Name = "New product" }).ClickAsync();
        var dialog = seller.OpenDialog();
        await dialog.GetByLabel("SKU").FillAsync(name.Replace(' ', '-'));
        await dialog.GetByLabel("Name").FillAsync(name);
        await dialog.GetByLabel("Price").FillAsync("12.50");
        await dialog.GetByLabel("On hand").FillAsync(onHand.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add the product" }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await seller.GoLive("/stock?q=" + Uri.EscapeDataString(name));
    }

    /// <summary>Places an order and stays on its page.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> PlaceOrder(this IPage buyer)
    {
        await buyer.FillCheckout();
        await buyer.PlaceButton().ClickAsync();
        await buyer.WaitForURLAsync("**/my/orders/*");
        await buyer.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Order ") }).WaitForAsync();
        return new Uri(buyer.Url).Segments[^1];
    }

    public static ILocator PlaceButton(this IPage buyer) => buyer.GetByRole(AriaRole.Button, new() { Name = "Place the order" });

    /// <summary>Presses the next step on the order's page and confirms it; done when the dialog has closed.</summary>
    public static async Task Advance(this IPage seller, string step)
    {
        await seller.GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();
        await seller.OpenDialog().GetByRole(AriaRole.Button, new() { Name = step, Exact = true }).ClickAsync();
        await seller.OpenDialog().WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    public static ILocator OpenDialog(this IPage page) => page.GetByRole(AriaRole.Dialog);

    /// <summary>The order's status as its page's heading says it.</summary>
    public static ILocator StatusBeside(this IPage page, string word) => page.Locator(".top .status", new() { HasTextString = word });

    /// <summary>Opens a page anew until it has what comes about by itself, but not on a page that is open.</summary>
    public static async Task GoUntil(this IPage page, string path, ILocator shown)
    {
        var started = Stopwatch.GetTimestamp();
        do await page.GoLive(path);
        while (await shown.CountAsync() == 0 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60));
        await shown.First.WaitForAsync();
    }
}
