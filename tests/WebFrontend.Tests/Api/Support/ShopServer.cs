using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orders.Identity;
using Orders.Testing;
using Orders.Web;
using Xunit;

namespace Orders.Tests.Api;

/// <summary>
/// The real program on a real port with data of its own, on the database of <see cref="TestDatabaseChoice"/>: two shops with three products each, two buyers, and one
/// account of every other role. Tests share it and add what they need; they run one after the other.
/// </summary>
public class ShopServer : IAsyncLifetime
{
    public const string Password = "Correct-Horse-7";

    /// <summary>Of each product at the beginning: more than all tests together order.</summary>
    public const int Units = 100_000;

    /// <summary>With what must come about, however busy the machine is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly ShopData _data = new();
    private readonly Dictionary<string, ApiClient> _clients = [];
    private Factory? _factory;

    public Uri Address => _factory!.ClientOptions.BaseAddress;

    public IServiceProvider Services => _factory!.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public ApiClient Nobody { get; private set; } = null!;
    public ApiClient Buyer => _clients["buyer"];
    public ApiClient Buyer2 => _clients["buyer2"];
    public ApiClient Seller => _clients["seller"];
    public ApiClient Seller2 => _clients["seller2"];
    public ApiClient Manager => _clients["manager"];
    public ApiClient Admin => _clients["admin"];

    /// <summary>Beyond those that all test servers have.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        Start();
        var accounts = Services.GetRequiredService<IAccountAdministration>();
        await Add(accounts, Role.Buyer, "buyer", null);
        await Add(accounts, Role.Buyer, "buyer2", null);
        await Add(accounts, Role.Seller, "seller", "First shop");
        await Add(accounts, Role.Manager, "manager", "First shop");
        await Add(accounts, Role.Seller, "seller2", "Second shop");
        await Add(accounts, Role.Admin, "admin", null);
        await AddProducts("first", "seller");
        await AddProducts("second", "seller2");
    }

    /// <summary>Ends the program and starts it anew, at another address, on what it has stored. Who was signed in still is.</summary>
    public async Task Restart()
    {
        await _factory!.DisposeAsync();
        Nobody.Dispose();
        Start();
        foreach (var (name, client) in _clients.ToList())
        {
            _clients[name] = new ApiClient(Address, client.AccessToken) { Account = client.Account };
            client.Dispose();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values.Append(Nobody)) client.Dispose();
        await _factory!.DisposeAsync();
        _data.Dispose();
    }

    /// <summary>For what a test must see or do behind the program's back.</summary>
    public async Task<DbConnection> OpenDatabase()
    {
        DbConnection connection = _data.Postgres is { } postgres
            ? new NpgsqlConnection(postgres + ";Search Path=orders;Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(_data.Folder, "orders.db")};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    public ApiClient Client(string? accessToken) => new(Address, accessToken);

    /// <summary>One more buyer, signed in. To be disposed of.</summary>
    public async Task<ApiClient> NewBuyer()
    {
        var email = $"buyer-{Guid.NewGuid():N}@example.com";
        var outcome = await Services.GetRequiredService<IAccountAdministration>().Add(new NewAccount(Role.Buyer, email, "A. Buyer", Password));
        return new ApiClient(Address, await Token(email)) { Account = outcome.Account };
    }

    /// <summary>Looks until it is so: for what follows a command by itself.</summary>
    public static async Task Until(Func<Task<bool>> so)
    {
        var started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Look);
        while (!await so())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, "It did not come about.");
            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits for what earlier tests have set in motion, a refund say: a test that counts events must not take them for its own.</summary>
    public async Task Settle()
    {
        await using var connection = await OpenDatabase();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM outbox WHERE order_id IN (SELECT id FROM orders)";
        await Until(async () => (long)(await command.ExecuteScalarAsync())! == 0);
    }

    private void Start()
    {
        _factory = new Factory(_data, Settings, null);
        _factory.UseKestrel(0);
        _factory.StartServer();
        Nobody = new ApiClient(Address, null);
    }

    private async Task<string?> Token(string email) =>
        (await Nobody.Send("POST", "/api/v1/auth/login", new { email, password = Password })).Json.GetProperty("accessToken").GetString();

    private async Task Add(IAccountAdministration accounts, Role role, string name, string? shop)
    {
        var email = name + "@example.com";
        var outcome = await accounts.Add(new NewAccount(role, email, name, Password, shop is null ? null : new ShopReference(null, shop)));
        Assert.NotNull(outcome.Account);
        _clients[name] = new ApiClient(Address, await Token(email)) { Account = outcome.Account };
    }

    private async Task AddProducts(string prefix, string seller)
    {
        var account = _clients[seller].Account!;
        for (var i = 1; i <= 3; i++)
        {
            await Grains.GetGrain<ICatalogueGrain>(0).Put(new Product(
                $"{prefix}-{i}", $"Thing {i} of the {prefix}", account.SellerId!.Value, account.SellerName!, new Money(1000 * i + 50, "EUR"), Units));
        }
    }

    /// <summary>The program with other settings or services: for tests that need one of their own.</summary>
    public sealed class Factory(ShopData data, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services)
        : WebApplicationFactory<Caller>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in data.Settings) builder.UseSetting(key, value);
            builder.UseSetting("Orders:Demo", "false");
            builder.UseSetting("Orders:RateLimit:Enabled", "false");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            if (services is not null) builder.ConfigureServices(services);
        }
    }
}

[CollectionDefinition(Name)]
public sealed class SharedShop : ICollectionFixture<ShopServer>
{
    public const string Name = "shop";
}

/// <summary>One that sends webhooks to this machine, too, where receivers of tests are.</summary>
public sealed class OpenShopServer : ShopServer
{
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Orders:Webhooks:AllowHttp"] = "true",
        ["Orders:Webhooks:AllowPrivateAddresses"] = "true",
    };
}
