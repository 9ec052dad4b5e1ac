using Orders.Commands;
using Orders.Storage;
using Orders.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Commands;

/// <summary>What is exported and imported is the same, value by value.</summary>
[Trait("Database", "Sqlite")]
public sealed class TransferRoundTripTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempDirectory _from = new();
    private readonly TempDirectory _to = new();
    private readonly TempDirectory _files = new();

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData("export.ndjson")]
    [InlineData("export.ndjson.gz")]
    public async Task Import_OfOddRowsInEveryTable_BringsTheSame(string name)
    {
        var expected = FillWithOddRows(most: 30);
        var file = Path.Combine(_files.Path, name);

        var content = await Export(_from, file);
        var imported = await Run($"import {file}", _to);

        Assert.Equal(expected, StoredContent.Read(_to.Path));
        Assert.Contains($"Content: {content}", imported, StringComparison.Ordinal);
        Assert.Matches(@"Imported [\d,]+ rows in [\d.]+ s: [\d,]+ rows a second; at most [\d,]+ MiB of memory\.", imported);
        Assert.Equal(content, await Export(_to, Path.Combine(_files.Path, "again.ndjson")));
    }

    [Fact]
    public async Task Export_Twice_DiffersInItsFirstLineOnly()
    {
        FillWithOddRows(most: 10);
        var (first, second) = (Path.Combine(_files.Path, "1"), Path.Combine(_files.Path, "2"));

        await Export(_from, first);
        await Export(_from, second);

        Assert.NotEqual(File.ReadLines(first).First(), File.ReadLines(second).First());
        Assert.Equal(File.ReadLines(first).Skip(1), File.ReadLines(second).Skip(1));
    }

    /// <summary>More rows than lie between two checks, and than go into one transaction.</summary>
    [Fact]
    public async Task Import_OfManyRows_BringsTheSame()
    {
        SqliteTransferTarget.Open(_from.Path, TimeProvider.System).Dispose();
        using (var connection = StoredContent.Open(Path.Combine(_from.Path, "orders.db")))
        {
            StoredContent.Strings(connection, """
                INSERT INTO audit_heads (subject, position, sequence, hash)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 45000) SELECT 'stock:' || i, i, i, zeroblob(32) FROM n
                """);
        }

        var file = Path.Combine(_files.Path, "export.ndjson");
        await Export(_from, file);
        await Run($"import {file}", _to);

        Assert.Equal(45_000, StoredContent.Read(_to.Path)["orders.db/audit_heads"].Count);
        Assert.Equal(StoredContent.Read(_from.Path), StoredContent.Read(_to.Path));
    }

    /// <summary>Ids that are never given twice are not given twice after an import either, though their rows are gone.</summary>
    [Fact]
    public async Task Import_WhereTheLastRowsAreGone_CountsOnFromThem()
    {
        SqliteTransferTarget.Open(_from.Path, TimeProvider.System).Dispose();
        using (var connection = StoredContent.Open(Path.Combine(_from.Path, "identity.db")))
        {
            StoredContent.Strings(connection, "INSERT INTO shops (Id, Name) VALUES (7, 'Mugs'), (41, 'Gone')");
            StoredContent.Strings(connection, "DELETE FROM shops WHERE Id = 41");
        }

        using (var connection = StoredContent.Open(Path.Combine(_from.Path, "orders.db")))
        {
            StoredContent.Strings(connection, "INSERT INTO reminders (key, grain, name, start_at, period) VALUES (99, 'g', 'n', 1, 1)");
            StoredContent.Strings(connection, "DELETE FROM reminders");
        }

        var file = Path.Combine(_files.Path, "export.ndjson");
        await Export(_from, file);
        await Run($"import {file}", _to);

        using var accounts = StoredContent.Open(Path.Combine(_to.Path, "identity.db"));
        Assert.Equal(["42"], StoredContent.Strings(accounts, "INSERT INTO shops (Name) VALUES ('New') RETURNING Id"));
        using var shop = StoredContent.Open(Path.Combine(_to.Path, "orders.db"));
        Assert.Equal(["100"], StoredContent.Strings(shop, "INSERT INTO reminders (grain, name, start_at, period) VALUES ('g', 'n', 1, 1) RETURNING key"));
    }

    private SortedDictionary<string, List<string>> FillWithOddRows(int most)
    {
        SqliteTransferTarget.Open(_from.Path, TimeProvider.System).Dispose();
        new OddRows(Seed.Random(output, out _), withNul: true).Fill(_from.Path, most);
        var content = StoredContent.Read(_from.Path);
        Assert.All(content.Where(t => !TransferTables.Rebuilt.Any(r => t.Key.EndsWith(r, StringComparison.Ordinal))), table => Assert.NotEmpty(table.Value));
        return content;
    }

    private static async Task<string> Export(TempDirectory from, string file)
    {
        var (code, _, report) = await CommandLineTests.Run($"export {file} --data-directory {from.Path}");
        Assert.True(code == ExitCodes.Done, report);
        Assert.Matches(@"Exported [\d,]+ rows in [\d.]+ s: [\d,]+ rows a second; at most [\d,]+ MiB of memory\.", report);
        return report.Split("Content: ")[1].Trim();
    }

    private static async Task<string> Run(string line, TempDirectory data)
    {
        var (code, report, error) = await CommandLineTests.Run($"{line} --data-directory {data.Path}");
        Assert.True(code == ExitCodes.Done, error);
        return report;
    }
}
