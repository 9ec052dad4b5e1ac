using Orders.Commands;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

[Trait("Database", "Sqlite")]
public sealed class ExportCommandTests : IDisposable
{
    private readonly TempDirectory _data = new();
    private readonly TempDirectory _files = new();

    private string Target => Path.Combine(_files.Path, "export.ndjson");

    public void Dispose()
    {
        _data.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Export_NoDatabase_IsRefusedAndNoneIsMade()
    {
        var (code, _, error) = await Run($"export {Target}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("There is no database", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_files.Path));
    }

    [Fact]
    public async Task Export_FileIsThere_IsRefusedUnlessForced()
    {
        await Run("generate --orders 1 --in-flight 1");
        await File.WriteAllTextAsync(Target, "mine");

        var (refused, _, error) = await Run($"export {Target}");
        Assert.Equal((ExitCodes.Usage, "mine"), (refused, await File.ReadAllTextAsync(Target)));
        Assert.Contains("--force", error, StringComparison.Ordinal);

        var (forced, _, _) = await Run($"export {Target} --force");
        Assert.Equal(ExitCodes.Done, forced);
        Assert.StartsWith("{\"format\":\"orders-export\"", await File.ReadAllTextAsync(Target), StringComparison.Ordinal);
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_files.Path));
    }

    [Fact]
    public async Task Export_FailsOnTheWay_LeavesNothingUnderItsName()
    {
        await Run("generate --orders 5 --in-flight 1");
        using (var damage = StoredContent.Open(Path.Combine(_data.Path, "orders.db")))
            StoredContent.Strings(damage, "UPDATE order_listing SET headline = CAST(x'ff41' AS TEXT) WHERE id = (SELECT max(id) FROM order_listing)");

        var (code, _, error) = await Run($"export {Target}");

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("Table order_listing: a value of headline is not text", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_files.Path));
    }

    [Fact]
    public async Task Export_AfterOneThatWasKilled_ReplacesWhatThatLeft()
    {
        await Run("generate --orders 1 --in-flight 1");
        await File.WriteAllTextAsync(Target + ".part", "half an export");

        var (code, _, error) = await Run($"export {Target}");

        Assert.True(code == ExitCodes.Done, error);
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_files.Path));
    }

    [Fact]
    public async Task Export_OnlyItsOwner_MayReadTheFile()
    {
        await Run("generate --orders 1 --in-flight 1");
        await Run($"export {Target}");

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public async Task Export_BesideARunningShop_HoldsWhatWasAcknowledged()
    {
        await using var shop = await SiloSession.Start(_data.Path, CancellationToken.None);
        var generator = new OrderGenerator(shop.Grains, shop.Time, 7, acknowledgements: null);
        await generator.Make(1);

        var (code, _, error) = await Run($"export {Target}");

        Assert.True(code == ExitCodes.Done, error);
        Assert.Contains("{\"name\":\"orders\",\"rows\":1}", (await File.ReadAllLinesAsync(Target))[0], StringComparison.Ordinal);
        await generator.Make(2); // and the shop goes on
    }

    [Fact]
    public async Task Export_DatabaseOfAnEarlierProgram_IsRefused()
    {
        await Run("generate --orders 1 --in-flight 1");
        using (var earlier = StoredContent.Open(Path.Combine(_data.Path, "orders.db")))
            StoredContent.Strings(earlier, "DELETE FROM schema_version WHERE version > 5");
        var (code, _, error) = await Run($"export {Target}");

        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("earlier version", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import a --format olist", "--format does not go with a FILE")]
    [InlineData("import a --strict", "--strict does not go with a FILE")]
    [InlineData("import --discard --dry-run", "--discard stands alone")]
    [InlineData("import --format olist", "--format needs --path")]
    [InlineData("import", "a FILE that 'export' wrote")]
    [InlineData("backup", "'backup'")]
    public async Task Run_ArgumentsThatDoNotGoTogether_AreUsageErrors(string line, string expected)
    {
        var (code, _, error) = await CommandLineTests.Run(line);

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export --help", "FILE", "--force", "password hashes", "export shop.ndjson.gz")]
    [InlineData("backup --help", "DIRECTORY", "pg_dump", "backup /backups")]
    [InlineData("import --help", "FILE", "--discard", "import shop.ndjson.gz")]
    public async Task Run_Help_DescribesAndShows(string line, params string[] expected)
    {
        var (code, output, _) = await CommandLineTests.Run(line);

        Assert.Equal(ExitCodes.Done, code);
        foreach (var text in expected) Assert.Contains(text, output, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Run(string line) => CommandLineTests.Run($"{line} --data-directory {_data.Path}");
}
