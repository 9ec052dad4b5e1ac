using System.Text.RegularExpressions;
using Orders.Commands;
using Orders.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Commands;

/// <summary>Files that are not what an export wrote: said with the line, before anything is written.</summary>
[Trait("Database", "Sqlite")]
public sealed partial class ImportRefusalTests(ITestOutputHelper output) : IAsyncLifetime
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

    [Theory]
    [InlineData("\"version\":1", "\"version\":2", "line 1: the export has format 2, from a later version")]
    [InlineData("\"version\":1", "\"version\":0", "line 1: the export has format 0, which this program does not read any more")]
    [InlineData("\"schema\":13", "\"schema\":14", "line 1: the export has schema 14, from a later version")]
    [InlineData("\"schema\":13", "\"schema\":12", "line 1: the export has schema 12, from an earlier version")]
    [InlineData("orders-export", "other-export", "not an export of Orders")]
    [InlineData("\"version\":1", "\"version\":\"x\"", "not an export of Orders")]
    [InlineData("\"order_listing\"", "\"order_list\"", "line 1: the export has other tables")]
    public async Task Import_OfAnotherHeader_IsRefusedByName(string was, string @is, string expected) =>
        await Refused(_shop.Edited(lines => [lines[0].Replace(was, @is, StringComparison.Ordinal), .. lines[1..]]), expected);

    [Theory]
    [InlineData("", "not an export of Orders")]
    [InlineData("Dear Sir or Madam", "not an export of Orders")]
    [InlineData("[1]\n", "not an export of Orders")]
    [InlineData("{}\n", "not an export of Orders")]
    [InlineData("null\n", "not an export of Orders")]
    public async Task Import_OfSomethingElse_IsRefused(string text, string expected) => await Refused(_shop.Written(text), expected);

    [Fact]
    public async Task Import_OfAFileCutOffAnywhere_NamesTheLine()
    {
        var text = await File.ReadAllTextAsync(_shop.File);
        for (var i = 0; i < 20; i++)
        {
            var cut = _random.Next(text.IndexOf('\n', StringComparison.Ordinal) + 1, text.Length - 1);
            var line = text[..cut].Count(c => c == '\n') + 1;
            await Refused(_shop.Written(text[..cut]), $"line {line}: ");
        }
    }

    [Fact]
    public async Task Import_OfACompressedFileCutOff_SaysSo()
    {
        foreach (var part in new[] { 0.3, 0.9, 0.999 }) await Refused(_shop.CompressedAndCut(part), "line ");
    }

    [Fact]
    public async Task Import_OfOneCharacterChangedAnywhere_NamesLinesAroundIt()
    {
        for (var i = 0; i < 30; i++)
        {
            var changed = 0;
            var edited = _shop.Edited(lines =>
            {
                changed = _random.Next(1, lines.Length);
                var at = _random.Next(lines[changed].Length);
                while (char.IsSurrogate(lines[changed][at])) at--;
                lines[changed] = $"{lines[changed][..at]}{(lines[changed][at] == '7' ? '8' : '7')}{lines[changed][(at + 1)..]}";
                return lines;
            });

            var error = await Refused(edited, "line ");
            var numbers = Numbers().Matches(error).Select(m => int.Parse(m.Value)).ToList();
            Assert.True(numbers.Min() <= changed + 1 && changed + 1 <= numbers.Max(), $"Line {changed + 1} was changed: {error}");
        }
    }

    [Fact]
    public async Task Import_OfARowRemovedOrDoubledOrMoved_IsRefused()
    {
        await Refused(_shop.Edited(lines => [.. lines[..2], .. lines[3..]]), "rows");
        await Refused(_shop.Edited(lines => [.. lines[..3], lines[2], .. lines[3..]]), "rows");
        await Refused(_shop.Edited(lines => [.. lines, "more"]), "something follows");
        await Refused(_shop.Edited(lines => [.. lines.Where(l => !l.Contains("{\"end\":\"products\"", StringComparison.Ordinal))]), "line ");
    }

    [Fact]
    public async Task Import_IntoADatabaseThatHasSomething_NamesWhatIsThere()
    {
        await CommandLineTests.Run($"user add --role admin --email a@example.org --password Long-enough-1 --data-directory {_to.Path}");
        var before = StoredContent.Read(_to.Path);
        var (code, _, error) = await CommandLineTests.Run($"import {_shop.File} --data-directory {_to.Path}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("1 rows in users", error, StringComparison.Ordinal);
        Assert.Contains("Nothing was written", error, StringComparison.Ordinal);
        Assert.Equal(before, StoredContent.Read(_to.Path));
    }

    [Fact]
    public async Task Import_BesideARunningShop_IsRefusedNamingTheOtherProcess()
    {
        await using var other = await SiloSession.Start(_to.Path, CancellationToken.None);
        var (code, _, error) = await CommandLineTests.Run($"import {_shop.File} --data-directory {_to.Path}");

        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains($"in use by process {Environment.ProcessId}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_DryRun_SaysThatTheFileIsWholeAndTouchesNothing()
    {
        var (code, report, _) = await CommandLineTests.Run($"import {_shop.File} --dry-run --data-directory {_to.Path}");

        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains(_shop.Content, report, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_to.Path));
    }

    private async Task<string> Refused(string file, string expected)
    {
        var (code, _, error) = await CommandLineTests.Run($"import {file} --data-directory {_to.Path}");

        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains(file, error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_to.Path));
        return error.Replace(file, "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<=lines? |to )\d+")]
    private static partial Regex Numbers();
}
