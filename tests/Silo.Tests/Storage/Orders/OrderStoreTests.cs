using Orders.Storage;
using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class OrderStoreTests
{
    [Fact]
    public async Task Load_NoSuchOrder_IsNull()
    {
        await using var db = TestDatabase.Open();
        Assert.Null(await db.Orders.Load(SampleOrders.Id(1)));
    }

    [Fact]
    public async Task Load_AfterAppends_GivesEveryEventAsItWasAndTheSameHead()
    {
        await using var db = TestDatabase.Open();
        var place = SampleOrders.Place(SampleOrders.Id(1), item: "Café \"crème\" 😀 <b>");
        var first = await db.Orders.Append(place);
        var step = SampleOrders.Step(first, place.Row, OrderStatus.Preparing);
        var second = await db.Orders.Append(step);

        var loaded = await db.Orders.Load(place.Row.Id);

        Assert.Equal([1L, 2L], loaded!.Events.Select(e => e.Sequence));
        var placed = Assert.IsType<OrderPlaced>(loaded.Events[0]);
        Assert.Equal("Café \"crème\" 😀 <b>", placed.Details.Lines[0].Name);
        Assert.Equal(((OrderPlaced)place.Events[0]).Details.Lines[0].UnitPrice, placed.Details.Lines[0].UnitPrice);
        Assert.Equal(place.Events[0].Actor, placed.Actor);
        Assert.Equal(place.Events[0].At, placed.At);
        Assert.Equal(step.Events[0], loaded.Events[1]);
        Assert.Equal((second.Version, second.Position), (loaded.Head.Version, loaded.Head.Position));
        Assert.Equal(second.Hash.AsSpan(), loaded.Head.Hash.AsSpan());
    }

    [Fact]
    public async Task Append_SeveralEventsAtOnce_AreOneChain()
    {
        await using var db = TestDatabase.Open();
        var place = SampleOrders.Place(SampleOrders.Id(1));
        var step = SampleOrders.Step(new OrderHead(1, 0, []), place.Row, OrderStatus.Preparing);
        var head = await db.Orders.Append(place with { Row = step.Row, Events = [.. place.Events, .. step.Events] });

        var loaded = await db.Orders.Load(place.Row.Id);

        Assert.Equal(2, head.Version);
        Assert.Equal([1L, 2L], loaded!.Events.Select(e => e.Sequence));
    }

    [Fact]
    public async Task Append_AfterARestart_GoesOnFromTheLoadedHead()
    {
        using var directory = new TempDirectory();
        var place = SampleOrders.Place(SampleOrders.Id(1));
        await using (var db = TestDatabase.Open(directory.Path)) await db.Orders.Append(place);

        await using var again = TestDatabase.Open(directory.Path);
        var loaded = await again.Orders.Load(place.Row.Id);
        var head = await again.Orders.Append(SampleOrders.Step(loaded!.Head, place.Row, OrderStatus.Preparing));

        Assert.Equal((2L, 2L), (head.Version, head.Position));
    }

    [Fact]
    public async Task Append_StaleHead_IsRefusedAndWritesNothing()
    {
        await using var db = TestDatabase.Open();
        var place = SampleOrders.Place(SampleOrders.Id(1));
        var head = await db.Orders.Append(place);
        await db.Orders.Append(SampleOrders.Step(head, place.Row, OrderStatus.Preparing));

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => db.Orders.Append(SampleOrders.Step(head, place.Row, OrderStatus.Cancelled)));

        Assert.Equal(2, (await db.Orders.Load(place.Row.Id))!.Events.Length);
        Assert.Equal(2, await db.Number("SELECT count(*) FROM order_events"));
        Assert.Equal(0, (await db.Reader.Counts(default)).ByStatus[OrderStatus.Cancelled]);
    }

    [Fact]
    public async Task Append_IdTaken_IsRefusedAndTheFirstOrderStays()
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1), sellerId: 1));

        await Assert.ThrowsAsync<InconsistentStateException>(
            () => db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1), sellerId: 2)));

        var page = await db.Reader.List(default, new OrderQuery());
        Assert.Equal(1, Assert.Single(page.Items).Row.SellerId);
    }

    [Fact]
    public async Task Append_ContradictingItself_IsABugAndSaidSo()
    {
        await using var db = TestDatabase.Open();
        var place = SampleOrders.Place(SampleOrders.Id(1));
        await Assert.ThrowsAsync<ArgumentException>(() => Task.Run(() => db.Orders.Append(place with { Events = [] })));
        await Assert.ThrowsAsync<ArgumentException>(() => Task.Run(() => db.Orders.Append(place with { Listing = null })));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Task.Run(() => db.Orders.Append(place with { Row = place.Row with { Version = 3 } })));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Task.Run(() => db.Orders.Append(place with { Events = [place.Events[0] with { Sequence = 2 }] })));
    }

    [Fact]
    public async Task Load_ChainEditedBehindTheProgram_IsNotHandedOut()
    {
        using var directory = new TempDirectory();
        var place = SampleOrders.Place(SampleOrders.Id(1));
        await using (var db = TestDatabase.Open(directory.Path)) await db.Orders.Grow(place, OrderStatus.Shipped);
        using (var vandal = TestDatabase.Bare(directory.Path))
            vandal.Execute("DELETE FROM order_events WHERE sequence = 2");

        await using var again = TestDatabase.Open(directory.Path);
        await Assert.ThrowsAsync<InvalidDataException>(() => again.Orders.Load(place.Row.Id));
    }

    [Fact]
    public async Task Append_TextThatNoDatabaseLikes_ComesBackAndHarmsNoQuery()
    {
        await using var db = TestDatabase.Open();
        const string item = "zero \0 tab \t quote ' back \\ percent % heart \u2764 pair \ud83d\uded2";
        var place = SampleOrders.Place(SampleOrders.Id(1), item: item);
        var halved = place with { Listing = place.Listing! with { Headline = "half \ud800 of a pair", BuyerName = "zero \0" } };
        await db.Orders.Append(halved);

        var stored = (await db.Orders.Load(SampleOrders.Id(1)))!;
        Assert.Equal(item, Assert.IsType<OrderPlaced>(Assert.Single(stored.Events)).Details.Lines[0].Name);
        Assert.Single((await db.Reader.List(default, new OrderQuery { Text = "heart" })).Items);
        Assert.Empty(await new EscalationStore(db.Database).Recent(1, SampleOrders.Start, 10));
        await HashChainTests.EveryStoredHashIsRight(db);
    }
}
