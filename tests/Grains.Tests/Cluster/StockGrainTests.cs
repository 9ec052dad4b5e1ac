namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class StockGrainTests(OrdersCluster cluster)
{
    private readonly long _shop = OrdersCluster.NewPerson();

    private string Sku => $"SKU-{_shop}";

    private IStockGrain Stock => cluster.Client.GetGrain<IStockGrain>(Sku);

    private Actor Seller => new(Role.Seller, 1, "S", _shop);

    private async Task Open(int onHand, int? lowAt = null)
    {
        var owner = new StockOwner(_shop, "Mugs & More");
        var (_, error) = await Stock.Put(GivenStock.Put(Seller, onHand, lowAt: lowAt) with { Owner = owner }).InTime();
        Assert.Null(error);
    }

    private StockState Stored => cluster.Stock.Peek(Sku)!;

    private OrderDetails DetailsOf(OrderId id, int quantity) =>
        Given.Details(id) with { SellerId = _shop, Lines = [new OrderLine(Sku, "Blue mug", quantity, new Money(1245, "EUR"))] };

    private async Task<OrderId> Placed(int quantity)
    {
        var id = Given.NewId();
        Assert.Null(await Stock.Reserve(id, "t", quantity).InTime());
        Assert.Null((await cluster.Order(id).Place(new PlaceOrder(Given.Buyer, "k", DetailsOf(id, quantity))).InTime()).Error);
        return id;
    }

    [Fact]
    public async Task Reserve_ManyBuyersFewUnits_ExactlySoManyGetOne()
    {
        await Open(20);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Stock.Reserve(Given.NewId(), "t", 1))).InTime();

        Assert.Equal(20, answers.Count(a => a is null));
        Assert.All(answers.OfType<OrderError>(), e => Assert.Equal(new OutOfStock(Sku, 0), e));
        Assert.Equal((20, 20), (Stored.OnHand, Stored.Reserved));
    }

    [Fact]
    public async Task Reserve_WriteFails_NothingHeldAndTheRepeatHolds()
    {
        await Open(5);
        var order = Given.NewId();
        cluster.Stock.BeforeWrite(Sku, Faults.Throw);
        await Patience.Fails(() => Stock.Reserve(order, "t", 2));
        Assert.Equal(5, (await Stock.Get(Seller).InTime())!.Available);

        cluster.Stock.AfterWrite(Sku, Faults.Throw);
        await Patience.Fails(() => Stock.Reserve(order, "t", 2));
        Assert.Null(await Stock.Reserve(order, "t", 2).InTime());
        Assert.Equal(3, (await Stock.Get(Seller).InTime())!.Available);
        Assert.Equal(2, cluster.Stock.Ledger(Sku).Count); // the opening, and one reservation
    }

    [Fact]
    public async Task Order_PlacedAndShipped_ConfirmsAndTakesOffTheShelf()
    {
        await Open(10);
        var id = await Placed(3);
        await cluster.Outbox.Confirmed(id, 1, OrderConsumer.Inventory);
        Assert.True(Stored.Reservations[id].Confirmed);

        var seller = new Actor(Role.Seller, 1, "S", _shop);
        foreach (var to in (OrderStatus[])[OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped])
            Assert.Null((await cluster.Order(id).Advance(Given.Advance(seller, to)).InTime()).Error);
        await cluster.Outbox.Confirmed(id, 4, OrderConsumer.Inventory);

        Assert.Equal((7, 0), (Stored.OnHand, Stored.Reserved));
        Assert.Equal([StockMovementKind.Opening, StockMovementKind.Reserved, StockMovementKind.Shipped], cluster.Stock.Ledger(Sku).Select(m => m.Kind));
        Assert.Equal(seller, cluster.Stock.Ledger(Sku)[^1].Actor);
    }

    [Fact]
    public async Task Order_Cancelled_GivesBackWithItsReason()
    {
        await Open(10);
        var id = await Placed(4);
        await cluster.Order(id).Cancel(new CancelOrder(Given.Buyer, "Too late")).InTime();
        await cluster.Outbox.Confirmed(id, 2, OrderConsumer.Inventory);

        Assert.Equal((10, 0), (Stored.OnHand, Stored.Reserved));
        Assert.Equal(("Too late", Given.Buyer), (cluster.Stock.Ledger(Sku)[^1].Reason, cluster.Stock.Ledger(Sku)[^1].Actor));
    }

    [Fact]
    public async Task Order_WithoutReservation_MovesNothing()
    {
        await Open(10);
        var id = Given.NewId();
        await cluster.Order(id).Place(new PlaceOrder(Given.Buyer, "k", DetailsOf(id, 3))).InTime();
        await cluster.Order(id).Cancel(new CancelOrder(Given.Buyer, "No")).InTime();
        await cluster.Outbox.Confirmed(id, 2, OrderConsumer.Inventory);

        Assert.Single(cluster.Stock.Ledger(Sku));
    }

    [Fact]
    public async Task Adjust_SameKeyAgain_TheFirstAnswerAgain()
    {
        await Open(10);
        var command = new AdjustStock(Seller, -2, "Broken") { CommandKey = "k" };
        var first = await Stock.Adjust(command).InTime();
        await Stock.Adjust(new AdjustStock(Seller, 5, "Delivery")).InTime();

        Assert.Equal(first, await Stock.Adjust(command).InTime());
        Assert.Equal(13, Stored.OnHand);
        Assert.IsType<KeyReused>((await Stock.Adjust(command with { Reason = "Lost" }).InTime()).Error);
    }

    [Fact]
    public async Task Movements_PageByPage_NewestFirstWithoutAGap()
    {
        await Open(10);
        for (var i = 1; i <= 6; i++) await Stock.Adjust(new AdjustStock(Seller, i, "Delivery")).InTime();
        List<long> sequences = [];
        long? before = null;
        do
        {
            var page = (await Stock.Movements(Seller, before, 3).InTime())!;
            sequences.AddRange(page.Items.Select(m => m.Sequence));
            before = page.Before;
        }
        while (before is not null);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], sequences);
    }

    [Fact]
    public async Task GetAndMovements_NotTheShops_Nothing()
    {
        await Open(10);
        foreach (var actor in (Actor[])[Given.Buyer, Given.OtherSeller])
        {
            Assert.Null(await Stock.Get(actor).InTime());
            Assert.Null(await Stock.Movements(actor, null, 10).InTime());
        }

        Assert.Equal(10, (await Stock.Get(Given.Admin).InTime())!.OnHand);
    }

    [Fact]
    public async Task List_OfInventory_IsTheCallersShops()
    {
        await Open(3, lowAt: 5);
        var inventory = cluster.Client.GetGrain<IInventoryGrain>(0);
        Assert.Equal(Sku, Assert.Single((await inventory.List(Seller, new StockQuery(null, true, null, 50)).InTime()).Items).Sku);
        Assert.Empty((await inventory.List(Given.Buyer, new StockQuery(null, false, null, 50)).InTime()).Items);
        Assert.DoesNotContain((await inventory.List(Given.OtherSeller, new StockQuery(null, false, null, 50)).InTime()).Items, i => i.Sku == Sku);
    }
}
