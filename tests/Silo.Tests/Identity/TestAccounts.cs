using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orders.Hosting;
using Orders.Identity;
using Orders.Testing;
using Orders.Tests.Storage;

namespace Orders.Tests.Identity;

/// <summary>Accounts on a database of their own, of the kind that <see cref="TestDatabaseChoice"/> says or that is given.</summary>
internal sealed class TestAccounts : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string? _ownDatabase;

    public TestAccounts(TimeProvider time)
        : this(time, TestDatabaseChoice.NewSettings()) => _ownDatabase = Options.Database.ConnectionString;

    public TestAccounts(TimeProvider time, IReadOnlyDictionary<string, string?> settings, bool apply = true, Action<IServiceCollection>? also = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings)
            .AddInMemoryCollection([new("Orders:DataDirectory", _directory.Path)]).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(time)
            .Configure<OrdersOptions>(configuration.GetSection(OrdersOptions.Section)).AddAccounts();
        also?.Invoke(services);
        Services = services.BuildServiceProvider();
        if (apply) Database.ApplySchema();
    }

    public ServiceProvider Services { get; }

    public AccountsDatabase Database => Services.GetRequiredService<AccountsDatabase>();

    public IAccountStore Store => Services.GetRequiredService<IAccountStore>();

    public IAccountAdministration Administration => Services.GetRequiredService<IAccountAdministration>();

    private OrdersOptions Options => Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<OrdersOptions>>().Value;

    public void Dispose()
    {
        Services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_ownDatabase is not null) PostgresServer.Shared.Drop(_ownDatabase);
        _directory.Dispose();
    }
}
