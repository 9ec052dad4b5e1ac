using Xunit;

namespace Orders.Tests;

/// <summary>Pages are closed when a test ends: one that lived on would follow every order of the tests after it, and slow them down.</summary>
public abstract class BrowserTests(BrowserFixture browser) : IAsyncLifetime
{
    protected BrowserFixture Browser { get; } = browser;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Browser.ClosePages();
}
