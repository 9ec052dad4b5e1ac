using System.Diagnostics;
using Orders.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>
/// A cluster of two silos and a front end, as separate processes, over HTTP: one silo after the other is killed or drained under load, and
/// another takes its place. Nothing that was acknowledged is lost, everybody is told, and callers see nothing worse than "try again".
/// </summary>
public sealed class SiloKillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Usual = 2;
    private const int Most = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("orders-cluster-").FullName;
    private readonly Observations _observations = new();
    private readonly List<ServerProcess> _silos = [];
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.Start();

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos) await silo.DisposeAsync();
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [ClusterFact]
    [Trait("Database", "Postgres")]
    public async Task Kill_ASiloUnderLoad_LosesNothingAndTheOtherGoesOn()
    {
        var seed = Seeds.Next();
        output.WriteLine($"{Seeds.Variable}={seed}");
        var random = new Random(seed);
        var database = new StoredDatabase(_folder, PostgresServer.Shared.NewDatabase());
        var trial = new ShopTrial(database, _observations, _receiver, output);
        await trial.AddPeople();
        _silos.AddRange(await Task.WhenAll(MemberSilo.Start(database), MemberSilo.Start(database)));
        await using var shop = await WebShop.Start(database, "Client");
        try
        {
            using (var nobody = new ShopCaller(shop.Address, _observations)) await nobody.Until(ready: true, Patience());
            var (buyer, seller) = await trial.Open(shop);
            using var load = new RestartLoad(shop.Address, buyer, seller, _observations, seed);
            var work = load.Run();
            for (var round = 0; round < Seeds.Restarts(Usual, Most); round++)
            {
                await trial.Acknowledge(shop, random.Next(20, 60));
                await Lose(trial, shop, random.Next(_silos.Count), drained: round % 2 == 1);
                _silos.Add(await MemberSilo.Start(database));
            }

            await trial.Acknowledge(shop, 20);
            await load.Stop();
            await work;
            output.WriteLine($"{load.Orders} orders, {_observations.Acknowledged.Count} acknowledgements, {_observations.Unavailable} times told to "
                + $"try again, the longest answer took {_observations.Slowest.TotalSeconds:N1} s");
            await trial.Settle();
        }
        catch (Exception)
        {
            output.WriteLine(string.Join("\n\n", _silos.Select(s => s.Log).Prepend(shop.Log)));
            throw;
        }

        Assert.All(_silos, silo => Assert.False(silo.HasEnded));
    }

    private async Task Lose(ShopTrial trial, WebShop shop, int which, bool drained)
    {
        var silo = _silos[which];
        var started = Stopwatch.GetTimestamp();
        if (drained) Assert.Equal(0, await silo.Stop());
        else await silo.Kill();
        var gone = Stopwatch.GetElapsedTime(started);
        _silos.RemoveAt(which);
        await silo.DisposeAsync();
        await trial.Acknowledge(shop, 40);
        output.WriteLine($"{(drained ? "drained" : "killed")} in {gone.TotalSeconds:N1} s, 40 more were acknowledged after {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s");
    }

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;
}
