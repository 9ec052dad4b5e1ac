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
    private const string Password = "Correct-Horse-7";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // aimed at is 10 s; the machine may be busy
    private static readonly TimeSpan ToSettle = TimeSpan.FromSeconds(240);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

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
        await AddPeople(database);
        await using var shop = await WebShop.Start(database);
        try
        {
            var seller = await ShopCaller.SignIn(shop.Address, "seller@restart.example", Password);
            var buyer = await ShopCaller.SignIn(shop.Address, "buyer@restart.example", Password);
            await Open(shop, seller);
            using var load = new RestartLoad(shop.Address, buyer, seller, _observations, seed);
            var work = load.Run();
            var times = new List<TimeSpan>();
            for (var restart = 0; restart < Seeds.Restarts(Usual, Most); restart++) times.Add(await Restart(server, shop, buyer, random, restart));
            await Acknowledge(shop, random.Next(10, 40));
            await load.Stop();
            await work;
            output.WriteLine($"{times.Count} restarts; back after {times.Min().TotalSeconds:N1} to {times.Max().TotalSeconds:N1} s, "
                + $"{times.Order().ElementAt(times.Count / 2).TotalSeconds:N1} in the middle; {load.Orders} orders, {_observations.Acknowledged.Count} acknowledgements, "
                + $"{_observations.Unavailable} times told to try again, the longest answer took {_observations.Slowest.TotalSeconds:N1} s");
            await Settle(database);
        }
        catch (Exception)
        {
            output.WriteLine(shop.Log);
            throw;
        }

        Assert.False(shop.HasEnded, "The shop's process has ended.");
    }

    /// <returns>From the server's start until a write was acknowledged.</returns>
    private async Task<TimeSpan> Restart(PostgresServer server, WebShop shop, string buyer, Random random, int number)
    {
        await Acknowledge(shop, random.Next(10, 60));
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
            HttpMethod.Post, "/api/v1/auth/login", new { email = "buyer@restart.example", password = Password }))!.Value.Status);

        var started = Stopwatch.GetTimestamp();
        server.Start();
        var answers = Stopwatch.GetElapsedTime(started);
        using var toComeBack = new CancellationTokenSource(Patience);
        await nobody.Until(ready: true, toComeBack.Token);
        var ready = Stopwatch.GetElapsedTime(started);
        await Acknowledge(shop, 1);
        var back = Stopwatch.GetElapsedTime(started);
        Assert.Equal(200, (int)(await caller.Send(HttpMethod.Get, "/api/v1/orders"))!.Value.Status);
        Assert.Equal(200, (int)(await nobody.Send(HttpMethod.Get, "/health/live"))!.Value.Status);
        output.WriteLine($"restart {number}: not ready after {noticed.TotalSeconds:N1} s; started, the server answered after {answers.TotalSeconds:N1} s, "
            + $"the shop was ready after {ready.TotalSeconds:N1} s and wrote after {back.TotalSeconds:N1} s");
        return back;
    }

    /// <summary>Waits until so much more has been acknowledged.</summary>
    private async Task Acknowledge(WebShop shop, int more)
    {
        var wanted = _observations.Acknowledged.Count + more;
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (_observations.Acknowledged.Count < wanted)
        {
            Assert.False(shop.HasEnded, "The shop's process has ended.");
            Assert.Empty(_observations.Complaints);
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task Settle(StoredDatabase database)
    {
        Assert.Empty(_observations.Complaints);
        using var patience = new CancellationTokenSource(ToSettle);
        var started = Stopwatch.GetTimestamp();
        var left = await Quiescence.EverybodyTold(database, patience.Token);
        Assert.True(left is null, $"Still under way: {left}");
        output.WriteLine($"everybody was told after {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        DatabaseAssert.Holds(DatabaseAssert.Sound(database), _observations.Acknowledged);
        ShopAssert.Settled(database, Path.Combine(_folder, "mail"), _receiver);

        using var verify = ChildSilo.Start(database, "audit", "verify");
        var (code, report, errors) = await verify.Finish();
        Assert.True(code == 0, report + errors);
    }

    private static async Task AddPeople(StoredDatabase database)
    {
        database.Execute("""
            DO $$ BEGIN
                IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') THEN CREATE EXTENSION amcheck SCHEMA public; END IF;
            END $$
            """);
        foreach (var (role, more) in new[] { ("buyer", Array.Empty<string>()), ("seller", ["--shop", "Mugs"]) })
        {
            using var add = ChildSilo.Start(database, ["user", "add", "--role", role, "--email", $"{role}@restart.example", "--password", Password, .. more]);
            var (code, _, errors) = await add.Finish();
            Assert.True(code == 0, errors);
        }
    }

    private async Task Open(WebShop shop, string seller)
    {
        using var caller = new ShopCaller(shop.Address, _observations, seller);
        var mug = new { name = "A mug", price = new { amount = "12.50", currency = "EUR" }, onHand = 1_000_000 };
        Assert.True((int)(await caller.Send(HttpMethod.Put, $"/api/v1/inventory/{RestartLoad.Sku}", mug))!.Value.Status is 200 or 201);
        Assert.Equal(201, (int)(await caller.Send(HttpMethod.Post, "/api/v1/webhooks", new { url = _receiver.Address, description = "A program" }))!.Value.Status);
    }
}
