using Orders.Commands;
using Orders.Storage;
using Orders.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Commands;

/// <summary>An import that was interrupted: nobody takes it for a shop, and it goes on, or is thrown away.</summary>
[Trait("Database", "Sqlite")]
public sealed class ImportResumeTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly TempDirectory _to = new();
    private readonly Random _random = Seed.Random(output, out _);
    private ExportedShop _shop = null!;

    public async Task InitializeAsync() => _shop = await ExportedShop.Make(_random);

    public Task DisposeAsync()
    {
        _shop.Dispose();
        _to.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Import_BrokenAtEveryCommit_GoesOnAndBringsTheSame()
    {
        var breaks = 0;
        while (await Broken(atCommit: 1 + _random.Next(3), after: _random.Next(2) == 0)) breaks++;

        Assert.InRange(breaks, 8, 100);
        Assert.Equal(StoredContent.Read(_shop.Data), StoredContent.Read(_to.Path));
    }

    [Fact]
    public async Task Import_BrokenBeforeItIsFinished_IsFinishedWithoutLoadingAgain()
    {
        SqliteTransferTarget.Open(_to.Path, TimeProvider.System).Dispose();
        await CommandLineTests.Run($"import {_shop.File} --data-directory {_to.Path}");
        using (var shop = SqliteConnection.Open(Path.Combine(_to.Path, "orders.db"), readOnly: false))
        {
            // As it is between the two files' marks.
            var mark = new SqliteImportMark(shop);
            mark.Create(new ImportOrigin(HeaderId(), _shop.File, 1));
            mark.Loaded();
        }

        var (code, report, error) = await CommandLineTests.Run($"import {_shop.File} --data-directory {_to.Path}");

        Assert.True(code == ExitCodes.Done, error);
        Assert.DoesNotContain("Importing", report, StringComparison.Ordinal);
        Assert.Equal(StoredContent.Read(_shop.Data), StoredContent.Read(_to.Path));
    }

    [Theory]
    [InlineData(true, ExitCodes.Failed, "database or disk is full. Once the cause is gone, the same command goes on")]
    [InlineData(false, ExitCodes.Usage, "A row cannot be stored: database or disk is full. No shop starts on the database")]
    public async Task Import_DatabaseFailsOnTheWay_SaysHowToGoOn(bool ofTheDatabase, int expected, string words)
    {
        var error = new DatabaseException(ofTheDatabase ? DatabaseFault.Database : DatabaseFault.Statement, "database or disk is full");

        var said = await Assert.ThrowsAsync<CommandException>(() => Broken(atCommit: 2, after: false, error));

        Assert.Equal(expected, said.ExitCode);
        Assert.Contains(words, said.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, (await Import(_shop.File)).Code);
        Assert.Equal(StoredContent.Read(_shop.Data), StoredContent.Read(_to.Path));
    }

    [Fact]
    public async Task HalfImported_AnyCommandThatWantsAShop_IsRefusedInWords()
    {
        Assert.True(await Broken(atCommit: 3, after: true));

        foreach (var line in new[] { "", "generate --orders 1", "audit verify", $"export {_shop.File}.2", $"backup {_to.Path}-copy" })
        {
            var (code, _, error) = await CommandLineTests.Run($"{line} --data-directory {_to.Path}");

            Assert.Equal(ExitCodes.CannotStart, code);
            Assert.Contains("half imported", error, StringComparison.Ordinal);
            Assert.Contains($"'import {_shop.File}'", error, StringComparison.Ordinal);
            Assert.Contains("import --discard", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_shop.File + ".2") || Directory.Exists(_to.Path + "-copy"));
    }

    [Fact]
    public async Task HalfImported_AnotherExport_IsRefusedAndTheFirstGoesOn()
    {
        Assert.True(await Broken(atCommit: 3, after: true));
        using var other = await ExportedShop.Make(_random, most: 3);
        var (code, _, error) = await CommandLineTests.Run($"import {other.File} --data-directory {_to.Path}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("This is another export", error, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Done, ""), await Import(_shop.File));
        Assert.Equal(StoredContent.Read(_shop.Data), StoredContent.Read(_to.Path));
    }

    [Fact]
    public async Task Discard_HalfImported_LeavesAnEmptyDatabase()
    {
        using var fresh = new TempDirectory();
        SqliteTransferTarget.Open(fresh.Path, TimeProvider.System).Dispose();
        Assert.True(await Broken(atCommit: 1 + _random.Next(10), after: true));
        var (code, report, error) = await CommandLineTests.Run($"import --discard --data-directory {_to.Path}");

        Assert.Equal((ExitCodes.Done, ""), (code, error));
        Assert.Contains(_shop.File, report, StringComparison.Ordinal);
        Assert.Equal(Empty(fresh.Path), Empty(_to.Path));
        using var other = await ExportedShop.Make(_random, most: 3);
        Assert.Equal((ExitCodes.Done, ""), await Import(other.File));
        Assert.Equal(StoredContent.Read(other.Data), StoredContent.Read(_to.Path));
    }

    [Fact]
    public async Task Discard_NothingUnfinished_ChangesNothing()
    {
        var (code, _, error) = await CommandLineTests.Run($"import --discard --data-directory {_shop.Data}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("no unfinished import", error, StringComparison.Ordinal);
        var (none, _, _) = await CommandLineTests.Run($"import --discard --data-directory {_to.Path}");
        Assert.Equal(ExitCodes.Usage, none);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_to.Path));
    }

    // Roles are made with a database, and stay.
    private static IEnumerable<KeyValuePair<string, List<string>>> Empty(string directory) =>
        StoredContent.Read(directory).Where(t => t.Key != "identity.db/roles");

    private string HeaderId() => File.ReadLines(_shop.File).First().Split("\"id\":\"")[1][..36];

    private async Task<(int Code, string Error)> Import(string file)
    {
        var (code, _, error) = await CommandLineTests.Run($"import {file} --data-directory {_to.Path}");
        return (code, error);
    }

    /// <returns>False: it came to its end first.</returns>
    private async Task<bool> Broken(int atCommit, bool after, Exception? error = null)
    {
        try
        {
            await ImportFileRun.Run(
                new ImportFileOptions(_shop.File, false, _to.Path),
                () => new BreakingTarget(SqliteTransferTarget.Open(_to.Path, TimeProvider.System), atCommit, after, error),
                new StringWriter(), CancellationToken.None);
            return false;
        }
        catch (PowerCut)
        {
            return true;
        }
    }
}
