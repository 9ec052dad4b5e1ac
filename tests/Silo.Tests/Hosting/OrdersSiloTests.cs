using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orders.Commands;
using Orders.Hosting;
using Orders.Payments;
using Orders.Storage;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Hosting;

[Trait("Database", "Sqlite")]
public sealed class OrdersSiloTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("Orders:Database:Provider", "Oracle")]
    [InlineData("Orders:Database:ConnectionString", "Data Source=x")]
    [InlineData("Orders:Hosting", "Cloud")]
    [InlineData("Orders:Hosting", "Client")] // on the embedded engine there is no cluster, and without PostgreSQL none on any
    [InlineData("Orders:Cluster:ClusterId", " ")]
    [InlineData("Orders:Cluster:SiloPort", "70000")]
    [InlineData("Orders:Cluster:GatewayPort", "11111")]
    [InlineData("Orders:Cluster:AdvertisedAddress", "0.0.0.0")]
    [InlineData("Orders:Cluster:AdvertisedAddress", "not a name")]
    [InlineData("Orders:DataDirectory", " ")]
    [InlineData("Orders:Payments:Gateway", "Cash")]
    public async Task Start_BadConfiguration_IsRefusedNamingTheKey(string key, string value)
    {
        using var host = Host(new() { [key] = value });
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ApiKey", null, null)]
    [InlineData("ApiKey", "sk_ secret", null)]
    [InlineData("BaseAddress", "sk_secret", "http://pay.example.com")]
    [InlineData("BaseAddress", "sk_secret", "/v1")]
    public async Task Start_StripeHalfConfigured_IsRefusedNamingTheKeyButNotTheSecret(string key, string? secret, string? address)
    {
        var settings = new Dictionary<string, string?> { ["Orders:Payments:Gateway"] = "stripe", ["Orders:Payments:Stripe:ApiKey"] = secret };
        if (address is not null) settings["Orders:Payments:Stripe:BaseAddress"] = address;
        using var host = Host(settings);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Contains("Orders:Payments:Stripe:" + key, error.Message, StringComparison.Ordinal);
        if (secret is not null) Assert.DoesNotContain(secret, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddOrdersSilo_WithStripe_ChargesThere()
    {
        using var host = Host(new() { ["Orders:Payments:Gateway"] = "Stripe", ["Orders:Payments:Stripe:ApiKey"] = "sk_secret" });
        Assert.IsType<StripeGateway>(host.Services.GetRequiredService<IPaymentGateway>());
    }

    [Fact]
    public async Task Run_BadConfiguration_EndsWithTheExitCodeForIt()
    {
        Assert.Equal(ExitCodes.CannotStart, await OrdersSilo.Run(() => Host(new() { ["Orders:Demo"] = "perhaps" })));
    }

    [Fact]
    public async Task Run_DatabaseNotThere_EndsWithTheExitCodeForIt()
    {
        Assert.Equal(ExitCodes.CannotStart, await OrdersSilo.Run(() => Host(
            new() { ["Orders:Database:Provider"] = "Postgres", ["Orders:Database:ConnectionString"] = $"Host={_directory.Path};Database=none" })));
    }

    [Fact]
    public async Task Start_SecondOnTheSameDirectory_IsRefusedNamingTheFirst()
    {
        using var first = Host([]);
        await first.StartAsync();
        using var second = Host([]);
        var error = await Assert.ThrowsAsync<DataDirectoryInUseException>(() => second.StartAsync());
        Assert.Contains(Environment.ProcessId.ToString(), error.Message, StringComparison.Ordinal);
        await first.StopAsync();
    }

    [Fact]
    public async Task Start_WithoutDemo_HasNoProductsAndAnswers()
    {
        using var host = Host([]);
        await host.StartAsync();
        var page = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogueGrain>(0).List(new ProductQuery(null, null, null, 10));
        Assert.Empty(page.Items);
        await host.StopAsync();
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
