using Orders.Storage;
using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class StockStoreTests
{
    private static readonly OrderId Order = SampleOrders.Id(1);
    private static readonly OrderId Other = SampleOrders.Id(2);

    private static async Task<int> Available(TestDatabase db, string sku) => Assert.Single(await db.Products.Find([sku])).Available;

    [Fact]
    public async Task Load_AfterChanges_IsWhatWasWritten()
    {
        await using var db = TestDatabase.Open();
        var stock = await db.Stock.Add("A", 10, lowAt: 2);
        stock = await db.Stock.Reserve(stock, Order, 3);
        stock = await db.Stock.Reserve(stock, Other, 4);
        stock = await db.Stock.Do(StockDecider.Confirm(stock, Order));
        stock = await db.Stock.Do(StockDecider.Ship(stock, Other, SampleStock.Seller, SampleOrders.Start));

        var loaded = (await db.Stock.Load("A"))!;

        Assert.Equal(stock.Reservations.ToArray(), loaded.Reservations.ToArray());
        Assert.Equal(stock with { Reservations = loaded.Reservations }, loaded);
        Assert.Equal((6, 3, 3), (loaded.OnHand, loaded.Reserved, await Available(db, "A")));
        Assert.Equal(["A"], (await db.Stock.HeldFor(Order)).ToArray());
        Assert.Empty(await db.Stock.HeldFor(Other));
        Assert.Null(await db.Stock.Load("a"));
    }

    [Fact]
    public async Task Write_NameAndPrice_AreTheCatalogues()
    {
        await using var db = TestDatabase.Open();
        var stock = await db.Stock.Add("A", 10);
        await db.Stock.Do(StockPutting.Put(stock, "A", new PutStock(SampleStock.Seller, "Red cup", new Money(300, "JPY"), 4), SampleOrders.Start));

        Assert.Equal(new Product("A", "Red cup", 1, "Shop", new Money(300, "JPY"), 4), Assert.Single(await db.Products.Find(["A"])));
        Assert.Empty((await db.Products.List(new ProductQuery("mug", null, null, 10))).Items);
        Assert.Single((await db.Products.List(new ProductQuery("cup", null, null, 10))).Items);
    }

    [Fact]
    public async Task Write_Stale_IsRefusedAndWritesNothing()
    {
        await using var db = TestDatabase.Open();
        var stale = await db.Stock.Add("A", 10);
        await db.Stock.Reserve(stale, Order, 3);

        await Assert.ThrowsAsync<InconsistentStateException>(() => db.Stock.Reserve(stale, Other, 9));
        await Assert.ThrowsAsync<InconsistentStateException>(() => db.Stock.Add("A", 5));

        Assert.Equal((7, 2L), (await Available(db, "A"), await db.Number("SELECT count(*) FROM stock_movements")));
        Assert.Empty(await db.Stock.HeldFor(Other));
    }

    [Fact]
    public async Task Write_Movements_AreAudited()
    {
        await using var db = TestDatabase.Open();
        var stock = await db.Stock.Add("A", 10);
        stock = await db.Stock.Reserve(stock, Order, 3);
        await db.Stock.Do(StockDecider.Confirm(stock, Order)); // moves nothing

        Assert.Equal(2, await db.Number("SELECT count(*) FROM audit_events WHERE subject = 'stock:A' AND seller_id = 1"));
        Assert.Equal(1, await db.Number($"SELECT count(*) FROM audit_events WHERE type = 'reserved' AND order_id = {Order.Value}"));
    }

    [Fact]
    public async Task Movements_PageByPage_NewestFirstAndAsTheyWere()
    {
        await using var db = TestDatabase.Open();
        var stock = await db.Stock.Add("A", 10);
        await db.Stock.Add("B", 1);
        for (var i = 1; i <= 4; i++) stock = await db.Stock.Adjust(stock, i, i == 4 ? "key" : null);

        var first = await db.Stock.Movements("A", null, 3);
        var second = await db.Stock.Movements("A", first.Before, 3);
        Assert.Equal([5L, 4, 3], first.Items.Select(m => m.Sequence));
        Assert.Equal([2L, 1], second.Items.Select(m => m.Sequence));
        Assert.Null(second.Before);
        var newest = first.Items[0];
        Assert.Equal((4, 20, "Delivery", SampleStock.Seller, SampleOrders.Start), (newest.OnHandChange, newest.OnHand, newest.Reason, newest.Actor, newest.At));
        Assert.Equal(newest, await db.Stock.FindByKey("A", "7/key"));
        Assert.Null(await db.Stock.FindByKey("B", "7/key"));
    }

    [Fact]
    public async Task ToTell_FallAndRise_IsToldOncePerFall()
    {
        await using var db = TestDatabase.Open();
        var stock = await db.Stock.Add("A", 5, lowAt: 4);
        Assert.Empty(await db.Stock.ToTell(10));
        stock = await db.Stock.Adjust(stock, -1);
        stock = await db.Stock.Adjust(stock, -1);
        Assert.Equal(new LowStock("A", 2, "Blue mug", 1, 3, 4), Assert.Single(await db.Stock.ToTell(10)));

        await db.Stock.Told("A", 1); // an older fall: not this one
        Assert.Single(await db.Stock.ToTell(10));
        await db.Stock.Told("A", 2);
        stock = await db.Stock.Adjust(stock, -1);
        Assert.Empty(await db.Stock.ToTell(10));

        stock = await db.Stock.Adjust(stock, +5);
        stock = await db.Stock.Adjust(stock, -6);
        Assert.Equal(6, Assert.Single(await db.Stock.ToTell(10)).Sequence);
        await db.Stock.Adjust(stock, +9); // risen before anybody was told
        Assert.Empty(await db.Stock.ToTell(10));
    }

    [Fact]
    public async Task List_OfAShop_ByNameAPageAtATime()
    {
        await using var db = TestDatabase.Open();
        for (var i = 0; i < 5; i++) await db.Stock.Add(new Product($"S{i}", $"Mug {i % 2}", 1 + (i % 2), "Shop", new Money(1, "EUR"), i), lowAt: 2);

        var page = await db.Stock.List(1, new StockQuery(null, false, null, 2));
        Assert.Equal(["S0", "S2"], page.Items.Select(i => i.Sku));
        Assert.Equal(["S4"], (await db.Stock.List(1, new StockQuery(null, false, page.NextCursor, 2))).Items.Select(i => i.Sku));
        Assert.Equal(["S0", "S2", "S1"], (await db.Stock.List(null, new StockQuery("mug", true, null, 10))).Items.Select(i => i.Sku));
        await Assert.ThrowsAsync<InvalidCursorException>(() => db.Stock.List(1, new StockQuery(null, false, "x", 2)));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Open_ProductsFromBeforeTheLedger_BeginTheirsWithWhatTheyHad()
    {
        using var directory = new TempDirectory();
        using (var before = SqliteConnection.Open(Path.Combine(directory.Path, "orders.db"), readOnly: false))
        {
            SqliteSchema.Apply(before, [.. SchemaFiles.Sqlite.TakeWhile(f => !f.Name.EndsWith("-stock.sql", StringComparison.Ordinal))], TimeProvider.System);
            before.Execute("INSERT INTO products VALUES ('A', 'Blue mug', 1, 'Shop', 1250, 'EUR', 12, 'blue mug', 'blue mug a')");
        }

        await using var again = TestDatabase.Open(directory.Path);

        var stock = (await again.Stock.Load("A"))!;
        Assert.Equal((12, 0, 1L), (stock.OnHand, stock.Reserved, stock.Version));
        var opening = Assert.Single((await again.Stock.Movements("A", null, 10)).Items);
        Assert.Equal((StockMovementKind.Opening, 12, Role.System), (opening.Kind, opening.OnHandChange, opening.Actor.Role));
        Assert.InRange(opening.At, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
    }
}
