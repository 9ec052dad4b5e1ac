using Xunit;

namespace Orders.Tests.Api;

/// <summary>The program restarts while somebody follows events: programs rely on going on where they were.</summary>
public sealed class EventsRestartTests : IAsyncLifetime
{
    private readonly ShopServer _shop = new();

    public Task InitializeAsync() => _shop.InitializeAsync();

    public Task DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Follow_AcrossRestarts_NothingIsLostOrRepeated()
    {
        const int restarts = 2;
        var seen = new List<ReceivedEvent>();
        var orders = new List<string>();
        var position = 0L;
        for (var restart = 0; restart <= restarts; restart++)
        {
            if (restart > 0)
            {
                await using var cutOff = await EventReader.Open(_shop.Address, _shop.Seller, position);
                orders.Add(await Place()); // some of its events may arrive, and some not
                await _shop.Restart();
                while (await Next(cutOff) is { } late) seen.Add(late);
                orders.Add(await Place());
            }
            else
            {
                orders.Add(await Place());
            }

            position = seen.Count == 0 ? 0 : seen[^1].Id;
            await using var events = await EventReader.Open(_shop.Address, _shop.Seller, position);
            seen.AddRange(await events.Take(2 * orders.Count - seen.Count));
            position = seen[^1].Id;
        }

        Assert.Equal(seen.Select(e => e.Id).Distinct().Order(), seen.Select(e => e.Id));
        Assert.Equal(orders.SelectMany(id => new[] { (id, 1L), (id, 2L) }).Order(), seen.Select(e => (e.OrderId, e.Sequence)).Order());
    }

    private async Task<string> Place()
    {
        var id = (await _shop.Buyer.Place()).Id;
        (await _shop.Seller.Move(id, new { to = "preparing" })).Is(200);
        return id;
    }

    /// <summary>Null: the stream has ended, in order or not.</summary>
    private static async Task<ReceivedEvent?> Next(EventReader events)
    {
        try
        {
            return await events.Next();
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return null;
        }
    }
}
