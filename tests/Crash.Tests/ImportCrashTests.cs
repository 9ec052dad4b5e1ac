using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>kill -9 during the import, which is then run again: to the end, with every row accounted for and nothing twice.</summary>
public sealed partial class ImportCrashTests(ITestOutputHelper output) : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly DataFolder _files = new();
    private readonly int _seed = Seeds.Next();

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Kill_DuringImport_LosesAndDoublesNothing()
    {
        SyntheticOlist.Write(_files.Path, 1000, new Random(_seed));
        await KillAndFinish(_files.Path, kills: 8);
    }

    [RealOlistFact]
    public async Task Kill_DuringImportOfRealOrders_LosesAndDoublesNothing() => await KillAndFinish(OlistFolders.Real!, kills: 5);

    private async Task KillAndFinish(string files, int kills)
    {
        output.WriteLine($"{Seeds.Variable}={_seed}");
        var random = new Random(_seed);
        var expected = ExpectedOrder.ReadAll(files, out var rows);
        var promised = new List<Acknowledged>();
        var there = 0;
        for (var (kill, wanted) = (0, Seeds.Kills(kills, onPostgres: 3)); kill < wanted;)
        {
            // What is there already is acknowledged first: mostly beyond it, sometimes on the way.
            var after = random.Next(4) == 0 ? random.Next(-1, there + 1) : there + random.Next(expected.Count / 5);
            using var child = Import(files, "--in-flight", "8", "--acks");
            promised.AddRange(await child.KillAfter(after));
            if (child.WasKilled) kill++;
            else Assert.True(child.EndedWell, $"Seed {_seed}, kill {kill}: {await child.Errors}");

            var stored = DatabaseAssert.Sound(_folder.Database);
            DatabaseAssert.Holds(stored, promised);
            output.WriteLine($"kill {kill}: {promised.Count} acknowledgements so far, {stored.Rows.Count} of {expected.Count} stored");
            there = stored.Rows.Count;
            if (there < expected.Count || kill == wanted) continue;

            // All in: from the beginning again, since a kill with nothing left to do shows nothing.
            _folder.Empty();
            promised.Clear();
            there = 0;
        }

        await ImportToTheEnd(files, rows, expected.Count);
        var complete = DatabaseAssert.Sound(_folder.Database);
        DatabaseAssert.Holds(complete, promised);
        AssertAgrees(complete, expected, random);

        var again = await ImportToTheEnd(files, rows, expected.Count);
        Assert.Equal(0, Number(again, "orders imported"));
    }

    private async Task<string> ImportToTheEnd(string files, int rows, int orders)
    {
        using var child = Import(files);
        var (code, report, errors) = await child.Finish();
        Assert.True(code == 0, $"Seed {_seed}: {errors}{report}");
        Assert.Equal(rows, Number(report, "rows read"));
        Assert.Equal(rows, Number(report, "  imported") + Number(report, "  already there") + Number(report, "  refused"));
        Assert.Equal(orders, Number(report, "orders imported") + Number(report, "orders already there"));
        return report;
    }

    private ChildSilo Import(string files, params string[] more) =>
        ChildSilo.Start(_folder.Database, ["import", "--format", "olist", "--path", files, .. more]);

    /// <summary>The number per status of all orders, and the history of ten of them.</summary>
    private static void AssertAgrees(StoredOrders stored, List<ExpectedOrder> expected, Random random)
    {
        Assert.Equal(
            expected.CountBy(e => e.History[^1].Status).OrderBy(c => c.Key),
            stored.Rows.Values.CountBy(r => r.Status).OrderBy(c => c.Key));
        var byReference = stored.Histories.Values.ToDictionary(h => Reference(h[0]));
        Assert.Equal(expected.Select(e => e.Reference).Order(), byReference.Keys.Order());
        foreach (var one in random.GetItems(expected.ToArray(), 10))
        {
            Assert.Equal(one.History, byReference[one.Reference].Select(e => (e.Status!.Value, e.Time)));
        }
    }

    private static string Reference(StoredEvent placed)
    {
        using var json = JsonDocument.Parse(placed.Payload);
        return json.RootElement.GetProperty("details").GetProperty("externalReference").GetString()!;
    }

    private static int Number(string report, string label)
    {
        var found = SummaryLine().Matches(report).Single(m => m.Groups[1].Value == label);
        return int.Parse(found.Groups[2].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^( *\S.*?)  +([\d,]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex SummaryLine();
}
