using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>kill -9 under a load of 200 orders in flight, again and again on the same database.</summary>
public sealed class GenerateCrashTests(ITestOutputHelper output) : IDisposable
{
    private const int MostAcks = 2500;

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_UnderLoad_LosesNothingAcknowledged()
    {
        var seed = Seeds.Next();
        output.WriteLine($"{Seeds.Variable}={seed}");
        var random = new Random(seed);
        var promised = new List<Acknowledged>();
        var kills = Seeds.Kills(14, onPostgres: 4);
        for (var kill = 0; kill < kills; kill++)
        {
            // One in five while the process starts: before, while, or after it takes the lock and mends what the last one left.
            var after = random.Next(5) == 0 ? random.Next(-1, 2) : random.Next(MostAcks);
            using var child = ChildSilo.Start(
                _folder.Database, "generate", "--orders", "1000000", "--in-flight", "200", "--seed", $"{seed + kill}", "--acks");
            var acks = await child.KillAfter(after);
            Assert.True(child.WasKilled, $"Seed {seed}, kill {kill}: the child ended by itself: {await child.Errors}");
            Assert.True(acks.Count >= after, $"Seed {seed}, kill {kill}: killed after {acks.Count} acknowledgements, not {after}.");
            promised.AddRange(acks);

            var stored = DatabaseAssert.Sound(_folder.Database);
            DatabaseAssert.Holds(stored, promised);
            output.WriteLine($"kill {kill}: after {acks.Count} acknowledgements, {stored.Rows.Count} orders stored");
        }

        using var last = ChildSilo.Start(_folder.Database, "generate", "--orders", "100", "--in-flight", "10", "--seed", "1");
        var (code, _, errors) = await last.Finish();
        Assert.True(code == 0, $"Seed {seed}: after all the kills: {errors}");
        DatabaseAssert.Holds(DatabaseAssert.Sound(_folder.Database), promised);
    }
}
