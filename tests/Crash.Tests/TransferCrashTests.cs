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
    private readonly int _seed = Seeds.Next();

    private string Exported => Path.Combine(_files.Path, "shop.ndjson");

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Kill_DuringImport_GoesOnAndBringsTheSame()
    {
        await Prepare();
        await KillAndFinish(_to.Database, Seeds.Kills(8, onPostgres: 8));

        Assert.Equal(
            DatabaseAssert.Sound(_from.Database).Rows.Values.OrderBy(r => r.Id), DatabaseAssert.Sound(_to.Database).Rows.Values.OrderBy(r => r.Id));
        await Finish(_to, "audit", "verify");
    }

    [PostgresFact]
    public async Task Kill_DuringImportIntoPostgres_GoesOnAndBringsTheSame()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var to = new StoredDatabase(_to.Path, database);
        await Prepare();
        await KillAndFinish(to, Seeds.Kills(4, onPostgres: 4));

        using var verify = ChildSilo.Start(to, "audit", "verify");
        var (code, report, errors) = await verify.Finish();
        Assert.True(code == 0, errors + report);
        using var backup = ChildSilo.Start(to, "backup", "copy");
        var (refused, _, words) = await backup.Finish();
        Assert.Equal(2, refused);
        Assert.Contains("pg_dump", words, StringComparison.Ordinal);
        PostgresServer.Shared.Drop(database);
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

        await Finish(_from, "export", Exported);
        await Finish(_from, "backup", copy);
        Assert.True(await shop.Kill(reading), "The shop ended while it was copied.");

        await Finish(_to, "import", Exported);
        foreach (var database in new[] { _to.Database, new StoredDatabase(copy, null) })
            DatabaseAssert.Holds(DatabaseAssert.Sound(database), acknowledged);
        await Finish(_to, "audit", "verify");
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
        await Finish(_from, "generate", "--orders", "600", "--in-flight", "64", "--seed", $"{_seed}");
        await Finish(_from, "export", Exported);
    }

    private async Task KillAndFinish(StoredDatabase to, int runs)
    {
        var random = new Random(_seed);
        var kills = 0;
        for (var run = 0; run < runs; run++)
        {
            using var child = ChildSilo.Start(to, "import", Exported);
            if (await child.KillAfterLines(random.Next(MostLines)))
            {
                kills++;
                continue;
            }

            // It was quicker: now, or when the one before was killed on its way out.
            var words = await child.Errors;
            Assert.True(child.EndedWell || (kills > 0 && words.Contains(IsThere, StringComparison.Ordinal)), $"Seed {_seed}, run {run}: {words}");
            break;
        }

        output.WriteLine($"{kills} kills");
        Assert.True(kills > 0, $"Seed {_seed}: the import was never killed.");
        using var last = ChildSilo.Start(to, "import", Exported);
        var (code, report, errors) = await last.Finish();

        Assert.True(code == 0 || errors.Contains(IsThere, StringComparison.Ordinal), $"Seed {_seed}: {errors}{report}");
        using var export = ChildSilo.Start(to, "export", Exported + ".again");
        var (again, _, wrong) = await export.Finish();
        Assert.True(again == 0, wrong);
        Assert.Equal(File.ReadLines(Exported).Skip(1), File.ReadLines(Exported + ".again").Skip(1));
    }

    private static async Task Finish(DataFolder folder, params string[] arguments)
    {
        using var child = ChildSilo.Start(folder.Database, arguments);
        var (code, report, errors) = await child.Finish();
        Assert.True(code == 0, errors + report);
    }
}
