using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Crash;

/// <summary>A shop that works under load while something is torn away from it: its people, how far it is, and what must hold at the end.</summary>
internal sealed class ShopTrial(StoredDatabase database, Observations observations, WebhookReceiver receiver, ITestOutputHelper output)
{
    public const string Buyer = "buyer@restart.example";
    public const string Password = "Correct-Horse-7";
    private const string Seller = "seller@restart.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // aimed at is 10 s; the machine may be busy
    private static readonly TimeSpan ToSettle = TimeSpan.FromSeconds(240);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public async Task AddPeople()
    {
        database.Execute("""
            DO $$ BEGIN
                IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') THEN CREATE EXTENSION amcheck SCHEMA public; END IF;
            END $$
            """);
        foreach (var (role, email, more) in new[] { ("buyer", Buyer, Array.Empty<string>()), ("seller", Seller, ["--shop", "Mugs"]) })
        {
            using var add = ChildSilo.Start(database, ["user", "add", "--role", role, "--email", email, "--password", Password, .. more]);
            var (code, _, errors) = await add.Finish();
            Assert.True(code == 0, errors);
        }
    }

    /// <returns>What the buyer and the seller show that they are.</returns>
    public async Task<(string Buyer, string Seller)> Open(WebShop shop)
    {
        var seller = await ShopCaller.SignIn(shop.Address, Seller, Password);
        using var caller = new ShopCaller(shop.Address, observations, seller);
        var mug = new { name = "A mug", price = new { amount = "12.50", currency = "EUR" }, onHand = 1_000_000 };
        Assert.True((int)(await caller.Send(HttpMethod.Put, $"/api/v1/inventory/{RestartLoad.Sku}", mug))!.Value.Status is 200 or 201);
        Assert.Equal(201, (int)(await caller.Send(HttpMethod.Post, "/api/v1/webhooks", new { url = receiver.Address, description = "A program" }))!.Value.Status);
        return (await ShopCaller.SignIn(shop.Address, Buyer, Password), seller);
    }

    /// <summary>Waits until so much more has been acknowledged.</summary>
    public async Task Acknowledge(WebShop shop, int more)
    {
        var wanted = observations.Acknowledged.Count + more;
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (observations.Acknowledged.Count < wanted)
        {
            Assert.False(shop.HasEnded, "The shop's process has ended.");
            Assert.Empty(observations.Complaints);
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>Waits until everybody has been told of everything, and looks through the books.</summary>
    public async Task Settle()
    {
        Assert.Empty(observations.Complaints);
        using var patience = new CancellationTokenSource(ToSettle);
        var started = Stopwatch.GetTimestamp();
        var left = await Quiescence.EverybodyTold(database, patience.Token);
        Assert.True(left is null, $"Still under way: {left}");
        output.WriteLine($"everybody was told after {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
        DatabaseAssert.Holds(DatabaseAssert.Sound(database), observations.Acknowledged);
        ShopAssert.Settled(database, Path.Combine(database.Folder, "mail"), receiver);

        using var verify = ChildSilo.Start(database, "audit", "verify");
        var (code, report, errors) = await verify.Finish();
        Assert.True(code == 0, report + errors);
    }
}
