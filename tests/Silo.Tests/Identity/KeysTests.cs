using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orders.Hosting;
using Orders.Identity;
using Orders.Testing;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Identity;

/// <summary>The keys that cookies, antiforgery and bearer tokens are protected with.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }

    [PostgresFact]
    [Trait("Database", "Postgres")]
    public async Task Protect_ByFrontEndsThatStartedAtOnce_IsReadByEachOfThem()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var frontEnds = Enumerable.Range(0, 4).Select(i => FrontEnd($"own-{i}", database)).ToArray();
        await Task.WhenAll(frontEnds.Select(f => Task.Run(() => Start(f))));

        foreach (var writer in frontEnds)
        {
            var text = Protector(writer).Protect("signed in");
            foreach (var reader in frontEnds) Assert.Equal("signed in", Protector(reader).Unprotect(text));
        }

        Assert.Single(frontEnds[0].GetRequiredService<IKeyManager>().GetAllKeys());
        Assert.False(Directory.Exists(Path.Combine(_directory.Path, "own-0", "keys")));
        foreach (var frontEnd in frontEnds) await frontEnd.DisposeAsync();
        PostgresServer.Shared.Drop(database);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Protect_OnSqlite_IsReadAfterARestartFromTheDataDirectory()
    {
        string text;
        await using (var before = FrontEnd("shop", null))
        {
            await Start(before);
            text = Protector(before).Protect("signed in");
        }

        Assert.Single(Directory.GetFiles(Path.Combine(_directory.Path, "shop", "keys"), "key-*.xml"));
        await using var after = FrontEnd("shop", null);
        await Start(after);
        Assert.Equal("signed in", Protector(after).Unprotect(text));
    }

    private static IDataProtector Protector(ServiceProvider frontEnd) => frontEnd.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static Task Start(ServiceProvider frontEnd) =>
        frontEnd.GetServices<IHostedService>().OfType<IdentityStart>().Single().StartingAsync(CancellationToken.None);

    private ServiceProvider FrontEnd(string folder, string? database)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).Configure<OrdersOptions>(o =>
        {
            o.DataDirectory = Directory.CreateDirectory(Path.Combine(_directory.Path, folder)).FullName;
            if (database is not null) o.Database = new() { Provider = "Postgres", ConnectionString = database };
        }).AddAccountsDatabase();
        services.AddDataProtection().SetApplicationName("Orders");
        return services.BuildServiceProvider();
    }
}
