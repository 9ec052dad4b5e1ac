using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orders.Hosting;
using Orders.Notifications;
using Orders.Tests.Storage;
using Orleans.Conformance;
using Xunit;

namespace Orders.Tests.Notifications;

/// <summary>Mail from the settings to whoever gets it.</summary>
[Trait("Database", "Sqlite")]
public sealed class MailSetupTests : IDisposable
{
    private static readonly Actor Admin = new(Role.Admin, 1, "Admin");
    private readonly TempDirectory _directory = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("Orders:Smtp:From", "nobody")]
    [InlineData("Orders:Smtp:From", "Shop <shop@example.com>")]
    [InlineData("Orders:Smtp:Host", "no such name!")]
    [InlineData("Orders:Smtp:Port", "0")]
    [InlineData("Orders:Smtp:Port", "70000")]
    [InlineData("Orders:Smtp:User", "shop")]
    [InlineData("Orders:Smtp:Password", "secret")]
    [InlineData("Orders:Smtp:StartTls", "false", "Orders:Smtp:User", "Orders:Smtp:Password")]
    [InlineData("Orders:PublicAddress", "orders.example.com")]
    [InlineData("Orders:PublicAddress", "https://example.com/orders")]
    [InlineData("Orders:PublicAddress", "ftp://example.com")]
    public async Task Start_BadSetting_IsRefusedNamingTheKey(string key, string value, params string[] others)
    {
        var settings = others.Append("Orders:Smtp:Host").ToDictionary(other => other, string? (_) => "mail.example.com");
        settings[key] = value;
        using var host = Host(settings);

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:5080/")]
    [InlineData(null, "http://127.0.0.1:7000;https://127.0.0.1:7001", "http://127.0.0.1:7000/")]
    [InlineData(null, "http://*:80", "http://localhost/")]
    [InlineData(null, "http://0.0.0.0:8080", "http://localhost:8080/")]
    [InlineData("https://orders.example.com", "http://127.0.0.1:7000", "https://orders.example.com/")]
    public void PublicAddress_AsConfigured_OrWhereThisListens(string? configured, string? urls, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("urls", urls)]).Build();

        Assert.Equal(expected, PublicAddress.Of(new OrdersOptions { PublicAddress = configured }, configuration).AbsoluteUri);
    }

    [Fact]
    public async Task Tell_NoServerConfigured_AFileInTheFolderAndAMailInTheMailbox()
    {
        using var host = Host([]);
        await host.StartAsync();
        var mailbox = await TellAndWait(host, "ada@example.com");
        await host.StopAsync();

        var sent = Assert.Single(mailbox.Items);
        Assert.Equal(("ada@example.com", MailState.Sent), (sent.To, sent.State));
        Assert.Single(Directory.GetFiles(Path.Combine(_directory.Path, "mail"), "*.eml"));
    }

    [SmtpFact]
    public async Task Tell_ServerConfigured_ItGetsTheMailOnce()
    {
        using var server = await SmtpServer.Start();
        using var host = Host(new()
        {
            ["Orders:Smtp:Host"] = "127.0.0.1",
            ["Orders:Smtp:Port"] = $"{server.Port}",
            ["Orders:Smtp:StartTls"] = "false",
            ["Orders:Smtp:From"] = "shop@example.com",
            ["Orders:PublicAddress"] = "https://orders.example.com",
        });
        await host.StartAsync();
        await TellAndWait(host, "ada@example.com");
        await host.StopAsync();

        var received = await server.Next();
        Assert.Equal("Your order 1001 is on its way", received.Headers["subject"]);
        Assert.Contains("https://orders.example.com/my/orders/x", received.Text, StringComparison.Ordinal);
        Assert.Equal("", await server.Rest());
        Assert.False(Directory.Exists(Path.Combine(_directory.Path, "mail")));
    }

    /// <summary>Tells twice; comes back when the mailbox says that the mail is sent.</summary>
    private static async Task<MailPage> TellAndWait(IHost host, string address)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var notice = new Notice(
            new Recipient(7, Role.Buyer, "Ada", address), NotificationEvent.OrderShipped, "x:4", DateTimeOffset.UtcNow, "Your order 1001 is on its way", "Soon.", "/my/orders/x");
        for (var i = 0; i < 2; i++) await grains.GetGrain<INotificationsGrain>(7).Tell(notice);

        MailPage? page = null;
        await Limits.Eventually(
            async () => (page = await grains.GetGrain<IMailGrain>(0).List(Admin, MailState.Sent, null, 10)).Items.Length > 0, "the mail is sent");
        return page!;
    }

    private IHost Host(Dictionary<string, string?> settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Orders:DataDirectory", _directory.Path), new("Orders:Demo", "false")]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddOrdersSilo();
        return builder.Build();
    }
}
