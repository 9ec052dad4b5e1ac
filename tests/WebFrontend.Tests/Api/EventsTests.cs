using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class EventsTests(ShopServer shop) : IAsyncLifetime
{
    public Task InitializeAsync() => shop.Settle();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Follow_OrderMoves_ItsEventsArriveAsTheyHappen()
    {
        await using var events = await EventReader.Open(shop.Address, shop.Seller);
        var placed = await shop.Buyer.Place();
        var first = (await events.Next())!;
        (await shop.Seller.Move(placed.Id, new { to = "preparing" })).Is(200);
        var second = (await events.Next())!;

        Assert.Equal([placed.Id, placed.Id], [first.OrderId, second.OrderId]);
        Assert.Equal(["orderId", "number", "sequence", "type", "status", "at"], first.Data.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("placed", "received"), (first.Data.GetProperty("type").GetString(), first.Data.GetProperty("status").GetString()));
        Assert.Equal(("advanced", "preparing"), (second.Data.GetProperty("type").GetString(), second.Data.GetProperty("status").GetString()));
        Assert.Equal(placed.Json.GetProperty("number").GetString(), first.Data.GetProperty("number").GetString());
        Assert.True(second.Id > first.Id);
    }

    [Fact]
    public async Task Follow_AfterAnInterruption_GoesOnWhereItWasInterrupted()
    {
        var start = await LastPosition();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add((await shop.Buyer.Place()).Id);
        long last;
        await using (var events = await EventReader.Open(shop.Address, shop.Buyer, start))
        {
            var seen = await events.Take(2);
            Assert.Equal(ids[..2], seen.Select(e => e.OrderId));
            last = seen[^1].Id;
        }

        (await shop.Seller.Move(ids[0], new { to = "preparing" })).Is(200);
        await using var again = await EventReader.Open(shop.Address, shop.Buyer, last);
        Assert.Equal([(ids[2], 1), (ids[0], 2)], (await again.Take(2)).Select(e => (e.OrderId, e.Sequence)));
    }

    [Theory]
    [InlineData("buyer")]
    [InlineData("seller")]
    [InlineData("admin")]
    public async Task Follow_ManyChangesAndInterruptions_NothingIsLostOrRepeated(string who)
    {
        var reader = who switch { "buyer" => shop.Buyer, "seller" => shop.Seller, _ => shop.Admin };
        var start = await LastPosition();
        const int orders = 12, steps = 3;
        var work = Task.WhenAll(Enumerable.Range(0, orders).Select(async _ =>
        {
            var id = (await shop.Buyer.Place()).Id;
            (await shop.Seller.Move(id, new { to = "preparing" })).Is(200);
            (await shop.Seller.Move(id, new { to = "prepared" })).Is(200);
            return id;
        }));

        var seen = new List<ReceivedEvent>();
        while (seen.Count < orders * steps)
        {
            await using var events = await EventReader.Open(shop.Address, reader, seen.Count == 0 ? start : seen[^1].Id);
            seen.AddRange(await events.Take(Math.Min(5, orders * steps - seen.Count)));
        }

        var ids = await work;
        Assert.Equal(seen.Select(e => e.Id).Distinct().Order(), seen.Select(e => e.Id));
        Assert.All(ids, id => Assert.Equal([1L, 2L, 3L], seen.Where(e => e.OrderId == id).Select(e => e.Sequence)));
    }

    [Fact]
    public async Task Follow_OthersOrders_AreNotTold()
    {
        await using var stranger = await EventReader.Open(shop.Address, shop.Buyer2);
        await using var otherShop = await EventReader.Open(shop.Address, shop.Seller2);
        await using var admin = await EventReader.Open(shop.Address, shop.Admin);
        var theirs = (await shop.Buyer.Place("first-1")).Id;
        var own = (await shop.Buyer2.Place("second-1")).Id;

        Assert.Equal(own, (await stranger.Next())!.OrderId);
        Assert.Equal(own, (await otherShop.Next())!.OrderId);
        Assert.Equal([theirs, own], (await admin.Take(2)).Select(e => e.OrderId));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task Follow_OddLastEventId_IsRefused(string id) =>
        (await shop.Buyer.Send("GET", "/api/v1/events", null, ("Last-Event-ID", id))).IsInvalid("Last-Event-ID");

    [Fact]
    public async Task Follow_NobodySignedIn_IsRefused() => (await shop.Nobody.Get("/api/v1/events")).IsProblem(401, "unauthorized");

    [Fact]
    public async Task Follow_TooManyAtOnce_IsRefusedUntilOneEnds()
    {
        var open = new List<EventReader>();
        try
        {
            for (var i = 0; i < Web.EventStreams.MostPerAccount; i++) open.Add(await EventReader.Open(shop.Address, shop.Manager));
            var refused = (await shop.Manager.Get("/api/v1/events")).IsProblem(429, "too-many-requests");
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        finally
        {
            foreach (var reader in open) await reader.DisposeAsync();
        }

        // The server hears of the end a moment later than the reader.
        using var http = new HttpClient { BaseAddress = shop.Address };
        var status = 429;
        await ShopServer.Until(async () =>
        {
            using var response = await EventReader.Request(http, shop.Manager.AccessToken!, null);
            status = (int)response.StatusCode;
            return status != 429;
        });

        Assert.Equal(200, status);
    }

    private async Task<long> LastPosition() => await shop.Grains.GetGrain<IOrderEventsGrain>(0).Last();
}
