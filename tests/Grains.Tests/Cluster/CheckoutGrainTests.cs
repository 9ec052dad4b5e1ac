using System.Collections.Immutable;
using System.Text.Json;

namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class CheckoutGrainTests(OrdersCluster cluster)
{
    private readonly long _buyer = OrdersCluster.NewPerson();
    private readonly long _shop = OrdersCluster.NewPerson();
    private readonly long _otherShop = OrdersCluster.NewPerson();

    private ICheckoutGrain Checkout(string key = "key") => cluster.Client.GetGrain<ICheckoutGrain>(_buyer, key, null);

    private string Mug => $"MUG-{_shop}";

    private async Task<CheckoutRequest> Request(params ImmutableArray<CheckoutLine> lines)
    {
        await cluster.Sell(new Product(Mug, "Blue mug", _shop, "Mugs & More", new Money(1245, "EUR"), 10));
        await cluster.Sell(new Product($"PEN-{_shop}", "Pen", _otherShop, "Pens", new Money(100, "EUR"), 10));
        return new CheckoutRequest
        {
            Buyer = new Actor(Role.Buyer, _buyer, "A. Buyer"),
            BuyerEmail = "buyer@example.org",
            Lines = lines.IsDefaultOrEmpty ? [new(Mug, 2)] : lines,
            ShippingAddress = Given.Address,
            PaymentMethod = "pm_ok",
        };
    }

    private OrderPlaced TheOnlyOrder => Assert.Single(cluster.Store.PlacedBy(_buyer));

    [Fact]
    public async Task Place_AnOrder_AtTheCataloguesPrices()
    {
        var order = (await Checkout().Place(await Request()).InTime()).Order!;

        Assert.Equal(new OrderLine(Mug, "Blue mug", 2, new Money(1245, "EUR")), Assert.Single(order.Lines));
        Assert.Equal((new Money(2490, "EUR"), _shop, "1001", OrderStatus.Received), (order.Total, order.SellerId, order.Number, order.Status));
        Assert.True(TrackingToken.TryGetOrderId(order.TrackingToken, out var id));
        Assert.Equal(order.Id, id);
        Assert.Equal("buyer@example.org", TheOnlyOrder.Details.Buyer.Email);
    }

    [Fact]
    public async Task Place_SameKeyAgain_SameAnswerAndOneOrder()
    {
        var first = await Checkout().Place(await Request()).InTime();
        await cluster.Sell(new Product(Mug, "Dearer mug", _shop, "Mugs & More", new Money(9999, "EUR"), 10));

        var again = await Checkout().Place((await Request()) with { Note = " " }).InTime();

        Assert.Equal(JsonSerializer.Serialize(first.Order), JsonSerializer.Serialize(again.Order));
        Assert.Equal(first.Order!.Id, OrderIdOf(TheOnlyOrder));
    }

    [Fact]
    public async Task Place_SameKeyAtOnce_OneOrder()
    {
        var request = await Request();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Checkout().Place(request))).InTime();

        Assert.Single(results.Select(r => r.Order!.Id).Distinct());
        Assert.Equal(results[0].Order!.Id, OrderIdOf(TheOnlyOrder));
    }

    [Fact]
    public async Task Place_SameKeyOtherContent_KeyReused()
    {
        await Checkout().Place(await Request()).InTime();

        Assert.IsType<KeyReused>((await Checkout().Place(await Request(new CheckoutLine(Mug, 3))).InTime()).Error);
        Assert.Equal(2, TheOnlyOrder.Details.Lines[0].Quantity);
    }

    [Fact]
    public async Task Place_OtherKey_AnotherOrderWithTheNextNumber()
    {
        var first = await Checkout("a").Place(await Request()).InTime();
        var second = await Checkout("b").Place(await Request()).InTime();

        Assert.NotEqual(first.Order!.Id, second.Order!.Id);
        Assert.Equal(("1001", "1002"), (first.Order.Number, second.Order.Number));
    }

    [Fact]
    public async Task Place_Refused_TheKeyCanBeUsedAgain()
    {
        Assert.Equal("lines[0].sku", ((await Checkout().Place(await Request(new CheckoutLine("NOPE", 1))).InTime()).Error as InvalidField)?.Field);
        Assert.IsType<MixedSellers>((await Checkout().Place(await Request(new(Mug, 1), new($"PEN-{_shop}", 1))).InTime()).Error);
        Assert.Equal("lines[0].quantity", ((await Checkout().Place(await Request(new CheckoutLine(Mug, 0))).InTime()).Error as InvalidField)?.Field);
        Assert.Empty(cluster.Store.PlacedBy(_buyer));

        var order = (await Checkout().Place(await Request()).InTime()).Order!;

        Assert.Equal("1001", order.Number); // no number was wasted either
    }

    [Fact]
    public async Task Place_TotalThatDoesNotFit_Refused()
    {
        var request = await Request(new CheckoutLine(Mug, 1000));
        await cluster.Sell(new Product(Mug, "Gold mug", _shop, "Mugs & More", new Money(long.MaxValue / 10, "EUR"), 10));

        Assert.Equal("lines", ((await Checkout().Place(request).InTime()).Error as InvalidField)?.Field);
        Assert.Empty(cluster.Store.PlacedBy(_buyer));
    }

    [Fact]
    public async Task Place_ByASeller_Refused()
    {
        var request = await Request() with { Buyer = Given.Seller };

        Assert.Equal("buyer", ((await Checkout().Place(request).InTime()).Error as InvalidField)?.Field);
    }

    [Fact]
    public async Task IsRunning_WhileACallIsAtWork_True()
    {
        var gate = new Gate();
        var request = await Request();
        Assert.False(await Checkout().IsRunning().InTime());
        cluster.States.BeforeWrite(Checkout().GetGrainId(), gate.Pass);
        var call = Checkout().Place(request);
        await gate.Reached;

        Assert.True(await Checkout().IsRunning().InTime());

        gate.Open();
        Assert.Null((await call.InTime()).Error);
        Assert.False(await Checkout().IsRunning().InTime());
    }

    [Fact]
    public async Task Place_FailsBeforeAnythingIsFixed_TheNextCallBeginsAnew()
    {
        var request = await Request();
        cluster.States.BeforeWrite(Checkout().GetGrainId(), Faults.Throw);
        await Patience.Fails(() => Checkout().Place(request));
        Assert.Null(cluster.States.Peek<CheckoutState>(Checkout().GetGrainId()));

        Assert.Null((await Checkout().Place(request).InTime()).Error);
        Assert.Equal("1001", TheOnlyOrder.Details.Number); // a number is taken last: none was wasted
    }

    [Fact]
    public async Task Place_FailsOnceFixed_TheNextCallPlacesThatOrder()
    {
        var request = await Request();
        cluster.States.AfterWrite(Checkout().GetGrainId(), Faults.Throw);
        await Patience.Fails(() => Checkout().Place(request));
        var fixedId = cluster.States.Peek<CheckoutState>(Checkout().GetGrainId())!.OrderId;
        Assert.Empty(cluster.Store.PlacedBy(_buyer));

        var order = (await Checkout().Place(request).InTime()).Order!;

        Assert.Equal((fixedId, "1001"), (order.Id, order.Number));
        Assert.Equal(fixedId, OrderIdOf(TheOnlyOrder));
    }

    [Fact]
    public async Task Place_FailsOncePlaced_TheNextCallFindsThatOrder()
    {
        var request = await Request();
        var gate = new Gate();
        cluster.States.BeforeWrite(Checkout().GetGrainId(), gate.Pass);
        var call = Checkout().Place(request);
        await gate.Reached;
        // The id is fixed only now: the order's own write is to lose its answer.
        cluster.States.AfterWrite(Checkout().GetGrainId(), () =>
        {
            cluster.Store.AfterAppend(cluster.States.Peek<CheckoutState>(Checkout().GetGrainId())!.OrderId, Faults.Throw);
            return Task.CompletedTask;
        });
        gate.Open();
        await Patience.Fails(() => call);
        var placed = TheOnlyOrder;

        var order = (await Checkout().Place(request).InTime()).Order!;

        Assert.Equal(OrderIdOf(placed), order.Id);
        Assert.Same(placed, TheOnlyOrder);
    }

    [Fact]
    public async Task Place_IdOfAnotherOrder_TakesAnotherId()
    {
        var request = await Request();
        cluster.States.AfterWrite(Checkout().GetGrainId(), Faults.Throw);
        await Patience.Fails(() => Checkout().Place(request));
        var taken = cluster.States.Peek<CheckoutState>(Checkout().GetGrainId())!.OrderId;
        cluster.Store.Put(Given.Placed(taken));

        var order = (await Checkout().Place(request).InTime()).Order!;

        Assert.NotEqual(taken, order.Id);
        Assert.Equal(taken.PlacedAt, order.Id.PlacedAt);
        Assert.Equal(order.Id, (await Checkout().Place(request).InTime()).Order!.Id);
        Assert.Equal(order.Id, OrderIdOf(TheOnlyOrder));
    }

    private static OrderId OrderIdOf(OrderPlaced placed) =>
        TrackingToken.TryGetOrderId(placed.Details.TrackingToken, out var id) ? id : throw new InvalidOperationException();
}
