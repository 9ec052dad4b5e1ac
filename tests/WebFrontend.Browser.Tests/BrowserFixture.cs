using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Orders.Tests;

/// <summary>One shop and one browser for all tests of this project.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    public const string Collection = "browser";
    public const string Seller = "seller@demo.local", Buyer = "buyer@demo.local", Admin = "admin@demo.local";

    /// <summary>In milliseconds: for what must come about, however busy the machine is.</summary>
    private const int Patience = 60_000;
    private const string Password = "Demo-1234!";
    private readonly Dictionary<string, string> _signedIn = [];
    private readonly List<IBrowserContext> _open = [];
    private readonly ConditionalWeakTable<IPage, ConcurrentQueue<string>> _complaints = [];
    private ShopProcess? _shop;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? SkipReason { get; } = Chromium.Path is null
        ? "Chromium is not installed (on Debian: apt-get install chromium), and the environment variable CHROMIUM does not name one."
        : null;

    public async Task InitializeAsync()
    {
        if (SkipReason is not null) return;
        var shop = ShopProcess.Start();
        try
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Arguments, Timeout = 2 * Patience });
        }
        catch
        {
            await (await shop).DisposeAsync();
            throw;
        }

        _shop = await shop;
    }

    /// <summary>A browser of its own: nobody signed in, or this account.</summary>
    public async Task<IPage> Open(string? email = null, string? path = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = _shop!.Address, TimezoneId = "Europe/Berlin", ViewportSize = new() { Width = 1440, Height = 900 },
            StorageState = email is null ? null : await SignedIn(email),
        };
        var context = await _browser!.NewContextAsync(options);
        _open.Add(context);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var complaints = _complaints.GetOrCreateValue(page);
        page.Console += (_, message) => { if (message.Type == "error") complaints.Enqueue(message.Text); };
        page.PageError += (_, error) => complaints.Enqueue(error);
        if (path is not null) await page.GoLive(path);
        return page;
    }

    public async Task ClosePages()
    {
        foreach (var context in _open) await context.CloseAsync();
        _open.Clear();
    }

    /// <summary>What the browser's console complained of on this page. That an address was not found is said there, too.</summary>
    public IEnumerable<string> ComplaintsOf(IPage page) =>
        _complaints.GetOrCreateValue(page).Where(text => !text.Contains("status of 404", StringComparison.Ordinal));

    // Signing in once per account is enough; the sign-in form has a test of its own.
    private async Task<string> SignedIn(string email)
    {
        if (_signedIn.TryGetValue(email, out var state)) return state;
        var page = await Open();
        await page.GotoAsync("/account/sign-in");
        await page.SignIn(email, Password);
        state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return _signedIn[email] = state;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_shop is not null) await _shop.DisposeAsync();
    }
}

[CollectionDefinition(BrowserFixture.Collection)]
public sealed class SharedBrowser : ICollectionFixture<BrowserFixture>;
