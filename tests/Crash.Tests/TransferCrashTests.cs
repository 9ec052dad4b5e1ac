using Orders.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>kill -9 during an import, again and again: nothing half done passes for done, and the end is the same.</summary>
[Trait("Database", "Sqlite")] // Starts from there, whatever the other tests run on.
public sealed class TransferCrashTests(ITestOutputHelper output) : IDisposable
{
    // A line for every tenth of each of the three passes over the file; so that there is something to do after each kill.
    private const int MostLines = 29;

    // What an import says that finds a shop.
    private const string IsThere = "is imported into an empty database";

    private readonly DataFolder _from = new();
    private readonly DataFolder _to = new();
    private readonly DataFolder _files = new();
    private readonly List<DataFolder> _tried = [];
    private readonly int _seed = Seeds.Next();

    private string Exported => Path.Combine(_files.Path, "shop.ndjson");

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
        _files.Dispose();
        _tried.ForEach(folder => folder.Dispose());
    }

    [Fact]
    public async Task Kill_DuringImport_GoesOnAndBringsTheSame()
    {
        await Prepare();
        var to = await KillAndFinish(() => NewFolder().Database, Seeds.Kills(8, onPostgres: 8));

        Assert.Equal(
            DatabaseAssert.Sound(_from.Database).Rows.Values.OrderBy(r => r.Id), DatabaseAssert.Sound(to).Rows.Values.OrderBy(r => r.Id));
        await Finish(to, "audit", "verify");
    }

    [PostgresFact]
    public async Task Kill_DuringImportIntoPostgres_GoesOnAndBringsTheSame()
    {
        var databases = new List<string>();
        await Prepare();
        var to = await KillAndFinish(
            () =>
            {
                databases.Add(PostgresServer.Shared.NewDatabase());
                return new StoredDatabase(_to.Path, databases[^1]);
            },
            Seeds.Kills(4, onPostgres: 4));

        await Finish(to, "audit", "verify");
        using var backup = ChildSilo.Start(to, "backup", "copy");
        var (refused, _, words) = await backup.Finish();
        Assert.Equal(2, refused);
        Assert.Contains("pg_dump", words, StringComparison.Ordinal);
        databases.ForEach(PostgresServer.Shared.Drop);
    }

    /// <summary>Orders are placed and moved on while they are copied: each copy is of one moment, and whole.</summary>
    [Fact]
    public async Task ExportAndBackup_UnderLoad_AreOfOneMoment()
    {
        output.WriteLine($"{Seeds.Variable}={_seed}");
        using var shop = ChildSilo.Start(_from.Database, "generate", "--orders", "1000000", "--in-flight", "50", "--seed", $"{_seed}", "--acks");
        var acknowledged = await shop.ReadAcks(500);
        var reading = shop.ReadOn();
        var copy = Path.Combine(_files.Path, "copy");

        await Finish(_from.Database, "export", Exported);
        await Finish(_from.Database, "backup", copy);
        Assert.True(await shop.Kill(reading), "The shop ended while it was copied.");

        await Finish(_to.Database, "import", Exported);
        foreach (var database in new[] { _to.Database, new StoredDatabase(copy, null) })
            DatabaseAssert.Holds(DatabaseAssert.Sound(database), acknowledged);
        await Finish(_to.Database, "audit", "verify");
    }

    [Fact]
    public async Task Export_ToTheStandardOutput_WritesTheSameAndNothingElse()
    {
        await Prepare();
        using var child = ChildSilo.Start(_from.Database, "export", "-");
        var (code, written, errors) = await child.Finish();

        Assert.True(code == 0, errors);
        Assert.Contains("Exported ", errors, StringComparison.Ordinal);
        Assert.Equal(File.ReadLines(Exported).Skip(1), written.TrimEnd('\n').Split('\n').Skip(1));
    }

    private async Task Prepare()
    {
        output.WriteLine($"{Seeds.Variable}={_seed}");
        await Finish(_from.Database, "generate", "--orders", "600", "--in-flight", "64", "--seed", $"{_seed}");
        await Finish(_from.Database, "export", Exported);
    }

    /// <returns>What was imported into, after the kills.</returns>
    private async Task<StoredDatabase> KillAndFinish(Func<StoredDatabase> fresh, int runs)
    {
        var to = await Kill(fresh, runs);
        await FinishAndCompare(to);
        return to;
    }

    // A quick import may end before the kill reaches it: then anew, and sooner. One that has said nothing yet has not ended.
    private async Task<StoredDatabase> Kill(Func<StoredDatabase> fresh, int runs)
    {
        var random = new Random(_seed);
        for (var most = MostLines; most > 0; most /= 2)
        {
            var to = fresh();
            var kills = await Kill(to, runs, () => random.Next(most));
            output.WriteLine($"{kills} kills within {most} lines");
            if (kills > 0) return to;
        }

        throw new Xunit.Sdk.XunitException($"Seed {_seed}: the import was never killed.");
    }

    /// <returns>How often it was killed before it was done.</returns>
    private async Task<int> Kill(StoredDatabase to, int runs, Func<int> lines)
    {
        for (var kills = 0; kills < runs; kills++)
        {
            using var child = ChildSilo.Start(to, "import", Exported);
            if (await child.KillAfterLines(lines())) continue;

            // It was quicker: now, or when the one before was killed on its way out.
            var words = await child.Errors;
            Assert.True(child.EndedWell || (kills > 0 && words.Contains(IsThere, StringComparison.Ordinal)), $"Seed {_seed}, after {kills} kills: {words}");
            return kills;
        }

        return runs;
    }

    private async Task FinishAndCompare(StoredDatabase to)
    {
        using var last = ChildSilo.Start(to, "import", Exported);
        var (code, report, errors) = await last.Finish();

        Assert.True(code == 0 || errors.Contains(IsThere, StringComparison.Ordinal), $"Seed {_seed}: {errors}{report}");
        using var export = ChildSilo.Start(to, "export", Exported + ".again");
        var (again, _, wrong) = await export.Finish();
        Assert.True(again == 0, wrong);
        Assert.Equal(File.ReadLines(Exported).Skip(1), File.ReadLines(Exported + ".again").Skip(1));
    }

    private DataFolder NewFolder()
    {
        _tried.Add(new DataFolder());
        return _tried[^1];
    }

    private static async Task Finish(StoredDatabase database, params string[] arguments)
    {
        using var child = ChildSilo.Start(database, arguments);
        var (code, report, errors) = await child.Finish();
        Assert.True(code == 0, errors + report);
    }
}
