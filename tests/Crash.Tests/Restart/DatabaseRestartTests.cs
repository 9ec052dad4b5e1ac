using System.Diagnostics;
using Orders.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>
/// PostgreSQL is torn away under a shop at work and comes back, again and again: nothing that was acknowledged is lost, whoever calls
/// meanwhile hears that he should try again, and everything goes on by itself, from the writer to the last mail.
/// </summary>
public sealed class DatabaseRestartTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Usual = 3;
    private const int Most = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // aimed at is 10 s; the machine may be busy

    private readonly string _folder = Directory.CreateTempSubdirectory("orders-restart-").FullName;
    private readonly Observations _observations = new();
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await WebhookReceiver.Start();

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [PostgresFact]
    [Trait("Database", "Postgres")]
    public async Task Restart_UnderLoad_LosesNothingAndGoesOnByItself()
    {
        var seed = Seeds.Next();
        output.WriteLine($"{Seeds.Variable}={seed}");
        var random = new Random(seed);
        using var server = PostgresServer.Launch();
        var database = new StoredDatabase(_folder, server.NewDatabase());
        var trial = new ShopTrial(database, _observations, _receiver, output);
        await trial.AddPeople();
        await using var shop = await WebShop.Start(database);
        try
        {
            var (buyer, seller) = await trial.Open(shop);
            using var load = new RestartLoad(shop.Address, buyer, seller, _observations, seed);
            var work = load.Run();
            var times = new List<TimeSpan>();
            for (var restart = 0; restart < Seeds.Restarts(Usual, Most); restart++) times.Add(await Restart(server, shop, trial, buyer, random, restart));
            await trial.Acknowledge(shop, random.Next(10, 40));
            await load.Stop();
            await work;
            output.WriteLine($"{times.Count} restarts; back after {times.Min().TotalSeconds:N1} to {times.Max().TotalSeconds:N1} s, "
                + $"{times.Order().ElementAt(times.Count / 2).TotalSeconds:N1} in the middle; {load.Orders} orders, {_observations.Acknowledged.Count} acknowledgements, "
                + $"{_observations.Unavailable} times told to try again, the longest answer took {_observations.Slowest.TotalSeconds:N1} s");
            await trial.Settle();
        }
        catch (Exception)
        {
            output.WriteLine(shop.Log);
            throw;
        }

        Assert.False(shop.HasEnded, "The shop's process has ended.");
    }

    /// <returns>From the server's start until a write was acknowledged.</returns>
    private async Task<TimeSpan> Restart(PostgresServer server, WebShop shop, ShopTrial trial, string buyer, Random random, int number)
    {
        await trial.Acknowledge(shop, random.Next(10, 60));
        using var nobody = new ShopCaller(shop.Address, _observations);
        using var caller = new ShopCaller(shop.Address, _observations, buyer);
        using var patience = new CancellationTokenSource(Patience);
        await nobody.Until(ready: true, patience.Token);

        var stopped = Stopwatch.GetTimestamp();
        server.Stop(immediate: true);
        await nobody.Until(ready: false, patience.Token);
        var noticed = Stopwatch.GetElapsedTime(stopped);
        Assert.Equal(200, (int)(await nobody.Send(HttpMethod.Get, "/health/live"))!.Value.Status);
        foreach (var path in new[] { "/api/v1/orders", "/api/v1/orders/counts", "/api/v1/notifications", "/api/v1/products" })
            Assert.Equal((path, 503), (path, (int)(await caller.Send(HttpMethod.Get, path))!.Value.Status));
        Assert.Equal(503, (int)(await nobody.Send(
            HttpMethod.Post, "/api/v1/auth/login", new { email = ShopTrial.Buyer, password = ShopTrial.Password }))!.Value.Status);

        var started = Stopwatch.GetTimestamp();
        server.Start();
        var answers = Stopwatch.GetElapsedTime(started);
        using var toComeBack = new CancellationTokenSource(Patience);
        await nobody.Until(ready: true, toComeBack.Token);
        var ready = Stopwatch.GetElapsedTime(started);
        await trial.Acknowledge(shop, 1);
        var back = Stopwatch.GetElapsedTime(started);
        Assert.Equal(200, (int)(await caller.Send(HttpMethod.Get, "/api/v1/orders"))!.Value.Status);
        Assert.Equal(200, (int)(await nobody.Send(HttpMethod.Get, "/health/live"))!.Value.Status);
        output.WriteLine($"restart {number}: not ready after {noticed.TotalSeconds:N1} s; started, the server answered after {answers.TotalSeconds:N1} s, "
            + $"the shop was ready after {ready.TotalSeconds:N1} s and wrote after {back.TotalSeconds:N1} s");
        return back;
    }
}
