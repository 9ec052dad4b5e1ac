using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>kill -9 in the middle of a wave of escalations, again and again on the same database.</summary>
public sealed class EscalationCrashTests(ITestOutputHelper output) : IDisposable
{
    private const int Usual = 20;
    private const int Placing = 120;
    private const int AtLeast = 240; // where the machine is slow, an order takes all its steps in one commit

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_InTheMiddleOfAWave_EachEscalationOnce()
    {
        var seed = Seeds.Next();
        output.WriteLine($"{Seeds.Variable}={seed}");
        var random = new Random(seed);
        var kills = Seeds.Kills(Usual, onPostgres: 4);
        for (var kill = 0; kill < kills; kill++)
        {
            // After the placing, so that the wave is under way.
            var fault = $"{FaultPoints.OrderCommitted}:{random.Next(Placing + 5, AtLeast)}";
            var code = await ShopProcess.Run(_folder.Database, "wave", seed + kill, fault, output);
            Assert.True(code == ShopProcess.Killed, $"Seed {seed}, kill {kill}, {fault}: the shop ended with {code}.");
            OnceAtMost(DatabaseAssert.Sound(_folder.Database));
        }

        Assert.Equal(0, await ShopProcess.Run(_folder.Database, "waves-end", seed, fault: null, output));
        var stored = DatabaseAssert.Sound(_folder.Database);
        OnceAtMost(stored);
        output.WriteLine($"{stored.Rows.Count} orders");
        Assert.All(stored.Rows.Values, row => Assert.Equal(
            ["placed", "escalated", "escalated", "cancelled"], stored.Histories[row.Id].Select(e => e.Type)));
    }

    private static void OnceAtMost(StoredOrders stored) => Assert.All(stored.Histories.Values, history =>
    {
        Assert.True(history.Count(e => e.Type == "escalated") <= 2, $"Order {history[0].OrderId} was escalated more often than its policy says.");
        Assert.True(history.Count(e => e.Type == "cancelled") <= 1, $"Order {history[0].OrderId} was cancelled twice.");
    });
}
