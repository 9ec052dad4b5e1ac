using Orders.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>A process that appends to 200 orders at the same time is killed at a random moment, several times over the same database.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Kills = 8;

    [Fact]
    public async Task Kill_WhileAppending_LosesNothingAcknowledgedAndLeavesNoGap()
    {
        var random = Seed.Random(output, out var seed);
        using var directory = new TempDirectory();
        TestDatabase.PostgresOf(directory.Path); // whoever makes it must outlive the others
        var acknowledged = new Dictionary<string, long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilled(directory.Path, seed + (kill * 1000), random.Next(1, 3000), acknowledged);
            await using var db = TestDatabase.Open(directory.Path);
            await Check(db, acknowledged);
        }

        output.WriteLine($"{Kills} kills, {acknowledged.Count} orders");
        Assert.True(acknowledged.Count > 100, "Hardly anything was appended.");
    }

    // Killed after that many acknowledgements: a random moment, but not one of wall-clock time.
    private static async Task RunUntilKilled(string directory, int seed, int acknowledgements, Dictionary<string, long> acknowledged)
    {
        using var child = ChildProcess.Start("append-until-killed", directory, $"{seed}");
        for (var n = 0; ; n++)
        {
            if (n == acknowledgements) child.Kill();
            if (await child.ReadLine() is not { } line) break;
            if (line.Split(' ') is [{ Length: 13 } id, var version] && long.TryParse(version, out var v)) acknowledged[id] = v;
        }

        await child.WaitForExit();
    }

    private static async Task Check(TestDatabase db, Dictionary<string, long> acknowledged)
    {
        foreach (var (text, version) in acknowledged)
        {
            Assert.True(OrderId.TryParse(text, out var id));
            var stored = await db.Orders.Load(id);
            Assert.True(stored is not null && stored.Head.Version >= version, $"Order {text} was acknowledged at {version}.");
            Assert.Equal(Enumerable.Range(1, (int)stored!.Head.Version).Select(n => (long)n), stored.Events.Select(e => e.Sequence));
        }

        // Every order's events are there from 1 to its version, and no event is without its order.
        Assert.Equal(await db.Number("SELECT CAST(sum(version) AS BIGINT) FROM orders"), await db.Number("SELECT count(*) FROM order_events"));
        Assert.Equal(await db.Number("SELECT count(*) FROM orders"), await db.Number("SELECT count(*) FROM order_listing"));
        await BatchTests.CountsAreRight(db);
        await HashChainTests.EveryStoredHashIsRight(db);
    }
}
