using System.Diagnostics;
using Orders.Commands;
using Orders.Testing;
using Orders.Tests.Identity;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>The commands as typed, in a process of their own, on PostgreSQL: which one is said by the environment, as for the shop.</summary>
[Trait("Database", "Postgres")]
public sealed class PostgresCommandTests : IDisposable
{
    private const string Add = "user add --role seller --email mug@example.org --shop Mugs --password Long-enough-1";

    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [PostgresFact]
    public async Task UserAdd_Seller_CanSignInAndIsThereOnce()
    {
        var database = PostgresServer.Shared.NewDatabase();

        var (code, output, error) = await Run(database, Add);
        var (again, _, reason) = await Run(database, Add.Replace("mug@", "MUG@", StringComparison.Ordinal));

        Assert.Equal((ExitCodes.Done, ""), (code, error));
        Assert.Contains("Added mug@example.org, seller of Mugs", output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, again);
        Assert.StartsWith("email: ", reason, StringComparison.Ordinal);
        using var accounts = new TestAccounts(TimeProvider.System, TestDatabaseChoice.SettingsFor(database));
        var (account, _) = await accounts.Store.SignIn("mug@example.org", "Long-enough-1");
        Assert.Equal((Role.Seller, "Mugs", "mug"), (account!.Role, account.SellerName, account.Name));
        Assert.Empty(Directory.EnumerateFiles(_data.Path, "*.db"));
        PostgresServer.Shared.Drop(database);
    }

    [Theory]
    [InlineData("Host=/nowhere/at/all;Database=orders;Password=hush-hush", "/nowhere/at/all")]
    [InlineData("Host=db.example.com;Password=hush-hush", "must name a Database")]
    public async Task UserAdd_DatabaseThatCannotBe_SaysWhyWithoutTheSecret(string database, string why)
    {
        var (code, output, error) = await Run(database, Add);

        Assert.Equal((ExitCodes.CannotStart, ""), (code, output));
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> Run(string database, string line)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Silo.dll"), .. line.Split(' '), "--data-directory", _data.Path])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in TestDatabaseChoice.SettingsFor(database))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
