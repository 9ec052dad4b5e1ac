using Orders.Commands;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>The commands as typed, over a silo of their own.</summary>
[Collection(CommandsAlone.Name)]
public sealed class HostedCommandTests : IDisposable
{
    private readonly CommandShop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Import_Twice_StoresEverythingOnceAndSaysSo()
    {
        using var files = new OlistFolder();
        files.Orders(
            "o1,c1,delivered,2017-01-01 00:00:00,2017-01-02 00:00:00,2017-01-03 00:00:00,2017-01-04 00:00:00",
            "o2,c1,created,2017-01-01 00:00:00,,,",
            "o3,c1,canceled,2017-01-01 00:00:00,,,");
        files.Items("o1,p1,s1,1.00,0.50", "o1,p1,s2,1.00,0.50", "o3,p1,s1,2,0");

        var (firstCode, first, _) = await Run($"import --format olist --path {files.Path}");
        var (secondCode, second, _) = await Run($"import --format olist --path {files.Path} --strict");

        Assert.Equal(ExitCodes.Done, firstCode);
        Assert.Matches(@"rows read +3\n  imported +2\n  already there +0\n  refused +1\n\norders imported +3\n  closed +2\n  cancelled +1\n", first);
        Assert.Contains("olist_orders_dataset.csv:3: no items", first, StringComparison.Ordinal);
        Assert.Contains("in the database: 3 orders, the same per status", first, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.RowsRefused, secondCode);
        Assert.Matches(@"imported +0\n  already there +2\n  refused +1\n\norders imported +0\norders already there +3\n", second);
    }

    [Fact]
    public async Task Import_DryRun_WritesNothing()
    {
        using var files = new OlistFolder();
        files.Orders("o1,c1,created,2017-01-01 00:00:00,,,");
        files.Items("o1,p1,s1,1.00,0.50");

        var (code, output, _) = await Run($"import --format olist --path {files.Path} --dry-run");

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("Dry run: nothing was written.", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_shop.Files));
    }

    [Fact]
    public async Task Any_DatabaseInUse_IsRefusedNamingTheOtherProcess()
    {
        await using var other = await SiloSession.Start(_shop.Files, CancellationToken.None);

        foreach (var line in new[] { "", "generate --orders 1", "user add --role admin --email a@example.org --password Long-enough-1" })
        {
            var (code, _, error) = await Run(line);
            Assert.Equal(ExitCodes.CannotStart, code);
            Assert.Contains($"process {Environment.ProcessId}", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Generate_WithAcks_AcknowledgesEveryStep()
    {
        var (code, output, _) = await Run("generate --orders 20 --in-flight 5 --seed 7 --acks");

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains("Seed 7.", output, StringComparison.Ordinal);
        var acks = output.Split('\n').Where(l => l.StartsWith("ack ", StringComparison.Ordinal)).Select(l => l.Split(' ')).ToList();
        Assert.Contains($"20 orders, {acks.Count} steps", output, StringComparison.Ordinal);
        Assert.Equal(20, acks.Count(a => a is [_, _, "1", "received"]));
        Assert.All(acks.GroupBy(a => a[1]), order =>
            Assert.Equal(Enumerable.Range(1, order.Count()).Select(v => $"{v}"), order.Select(a => a[2])));
    }

    [Fact]
    public async Task UserAdd_Seller_CanSignInAndBelongsToTheShop()
    {
        var (code, output, error) = await Run("user add --role seller --email mug@example.org --shop Mugs --password Long-enough-1");

        Assert.Equal((ExitCodes.Done, ""), (code, error));
        Assert.Contains("Added mug@example.org, seller of Mugs", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Long-enough-1", output, StringComparison.Ordinal);
        await using var silo = await SiloSession.Start(_shop.Files, CancellationToken.None);
        var (account, _) = await silo.Grains.GetGrain<IAccountsGrain>(0).SignIn("mug@example.org", "Long-enough-1");
        Assert.Equal((Role.Seller, "Mugs", "mug"), (account!.Role, account.SellerName, account.Name));
    }

    [Theory]
    [InlineData("--role admin --email nobody --password Long-enough-1", "email: ")]
    [InlineData("--role admin --email a@example.org --password short", "password: ")]
    [InlineData("--role seller --email a@example.org --password Long-enough-1", "shop: ")]
    [InlineData("--role buyer --email a@example.org --shop Mugs --password Long-enough-1", "shop: ")]
    public async Task UserAdd_SomethingWrong_IsRefusedPerField(string options, string expected)
    {
        var (code, output, error) = await Run($"user add {options}");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Long-enough-1", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAdd_AddressTaken_IsRefused()
    {
        await Run("user add --role admin --email a@example.org --password Long-enough-1");
        var (code, _, error) = await Run("user add --role buyer --email A@example.org --password Long-enough-1");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.StartsWith("email: ", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Run(string line) => _shop.Run(line);
}
