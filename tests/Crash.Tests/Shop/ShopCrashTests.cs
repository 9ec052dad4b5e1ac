using System.Reflection;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>The shop is killed at every place between commit, publish, effect and confirmation, again and again on the same database.</summary>
public sealed class ShopCrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Usual = 30;
    private const int SettleEvery = 10;
    private const int Deepest = 12;

    private static readonly string[] Places =
    [
        .. typeof(FaultPoints).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];

    private readonly DataFolder _folder = new(inMemory: true);
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.Start();

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Kill_AtEveryPlace_NothingOversoldNothingPaidTwiceNobodyToldTwice()
    {
        var seed = Seeds.Next();
        output.WriteLine($"{Seeds.Variable}={seed}");
        var random = new Random(seed);
        var runs = Seeds.Kills(Usual, onPostgres: Places.Length);
        var deepest = runs < 2 * Places.Length ? Deepest / 4 : Deepest; // each place has but one turn: it must be reached
        var killed = new HashSet<string>();
        for (var run = 0; run < runs; run++)
        {
            var place = Places[run % Places.Length];
            if (await IsKilledAt(place, random.Next(1, deepest), seed, run)) killed.Add(place);
            if ((run + 1) % SettleEvery == 0 || run + 1 == runs) await Settle(seed, run);
        }

        // Every place is one to be killed at. Where the machine was slow and the draw was deep, it may have taken too long to get there.
        foreach (var place in Places.Except(killed))
            Assert.True(await IsKilledAt(place, turn: 1, seed, runs++), $"Seed {seed}: {place} is not reached.");
        if (killed.Count < Places.Length) await Settle(seed, runs);
    }

    private async Task<bool> IsKilledAt(string place, int turn, int seed, int run)
    {
        var fault = $"{place}:{turn}";
        var code = await Run("work", seed + run, fault);
        Assert.True(code is ShopProcess.Killed or 0, $"Seed {seed}, run {run}, {fault}: the shop ended with {code}.");
        var shop = ShopAssert.Sound(_folder.Database);
        output.WriteLine($"run {run}: {fault}: {(code == ShopProcess.Killed ? "killed" : "not reached")}, {shop.Orders.Rows.Count} orders");
        return code == ShopProcess.Killed;
    }

    private async Task Settle(int seed, int run)
    {
        var code = await Run("settle", seed, fault: null);
        Assert.True(code == 0, $"Seed {seed}, after run {run}: the shop did not come to rest.");
        ShopAssert.Settled(_folder.Database, Path.Combine(_folder.Path, "mail"), _receiver);
    }

    private Task<int> Run(string mode, int seed, string? fault) => ShopProcess.Run(_folder.Database, mode, seed, fault, output, _receiver.Address);
}
