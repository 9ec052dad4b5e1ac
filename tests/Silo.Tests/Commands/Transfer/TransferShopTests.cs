using Orders.Commands;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>A whole shop moves: whoever comes to the new place finds what was at the old one, and everything goes on.</summary>
[Trait("Database", "Sqlite")]
public sealed class TransferShopTests : IDisposable
{
    private readonly TempDirectory _old = new();
    private readonly TempDirectory _new = new();
    private readonly TempDirectory _files = new();

    public void Dispose()
    {
        _old.Dispose();
        _new.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Import_OfALivingShop_GoesOnWhereItWas()
    {
        string[] seen;
        await using (var shop = await LivingShop.Start(_old.Path))
        {
            await shop.Live();
            seen = [.. await shop.Seen()];
        }

        var file = Path.Combine(_files.Path, "shop.ndjson");
        await Run($"export {file}", _old);
        var before = StoredContent.Read(_old.Path);
        Assert.Contains("Everybody signs in once more", await Run($"import {file}", _new), StringComparison.Ordinal);
        Assert.Equal(before, StoredContent.Read(_new.Path));
        Assert.Contains("The audit log is intact.", await Run("audit verify", _new), StringComparison.Ordinal);

        await using (var shop = await LivingShop.Start(_new.Path))
        {
            Assert.Equal(seen, await shop.Seen());
            await shop.GoOn("after the move");
        }

        Assert.Contains("The audit log is intact.", await Run("audit verify", _new), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_OfARunningShop_IsAShop()
    {
        var copy = Path.Combine(_files.Path, "copy");
        Directory.CreateDirectory(Path.Combine(_old.Path, "keys"));
        await File.WriteAllTextAsync(Path.Combine(_old.Path, "keys", "key-1.xml"), "<key/>");
        string[] seen;
        await using (var shop = await LivingShop.Start(_old.Path))
        {
            await shop.Live();
            var report = await Run($"backup {copy}", _old);
            Assert.Contains("The audit log is intact.", report, StringComparison.Ordinal);
            seen = [.. await shop.Seen()];
        }

        Assert.Equal(["identity.db", "keys", "orders.db"], Directory.EnumerateFileSystemEntries(copy).Select(Path.GetFileName).Order());
        Assert.True(File.Exists(Path.Combine(copy, "keys", "key-1.xml")));
        Assert.False(Directory.Exists(copy + ".part"));
        await using var again = await LivingShop.Start(copy);
        Assert.Equal(seen, await again.Seen());
        await again.GoOn("after the fire");
    }

    [Fact]
    public async Task Backup_WhereSomethingIs_IsRefusedAndLeavesIt()
    {
        await File.WriteAllTextAsync(Path.Combine(_files.Path, "mine"), "mine");
        await Run("generate --orders 1 --in-flight 1", _old);
        var (code, _, error) = await CommandLineTests.Run($"backup {_files.Path} --data-directory {_old.Path}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("There is something", error, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_files.Path, "mine")], Directory.EnumerateFileSystemEntries(_files.Path));
    }

    [Fact]
    public async Task Backup_OfABrokenAuditLog_IsKeptAndSaysSo()
    {
        await Run("generate --orders 2 --in-flight 1", _old);
        using (var vandal = StoredContent.Open(Path.Combine(_old.Path, "orders.db")))
            StoredContent.Strings(vandal, "UPDATE order_events SET payload = replace(payload, '\"type\"', ' \"type\"') WHERE position = 2");
        var copy = Path.Combine(_files.Path, "copy");
        var (code, report, _) = await CommandLineTests.Run($"backup {copy} --data-directory {_old.Path}");

        Assert.Equal(ExitCodes.AuditBroken, code);
        Assert.Contains("NOT intact", report, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(copy, "orders.db")));
    }

    private static async Task<string> Run(string line, TempDirectory data)
    {
        var (code, report, error) = await CommandLineTests.Run($"{line} --data-directory {data.Path}");
        Assert.True(code == ExitCodes.Done, error + report);
        return report;
    }
}
