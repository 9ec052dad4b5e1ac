using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>Stock and money of a checkout: the order with both, or nothing at all.</summary>
[Collection(SharedCluster.Name)]
public sealed class CheckoutSagaTests(OrdersCluster cluster)
{
    private readonly long _buyer = OrdersCluster.NewPerson();
    private readonly long _shop = OrdersCluster.NewPerson();

    private ICheckoutGrain Checkout(string key = "key") => cluster.Client.GetGrain<ICheckoutGrain>(_buyer, key, null);

    private string Mug => $"MUG-{_shop}";

    private string Pen => $"PEN-{_shop}";

    private int Available(string sku) => cluster.Stock.Peek(sku)!.Available;

    private OrderId Fixed => cluster.States.Peek<CheckoutState>(Checkout().GetGrainId())!.OrderId;

    private bool HasReminder => !cluster.Reminders.Of(Checkout().GetGrainId()).IsEmpty;

    private async Task<CheckoutRequest> Request(int mugs = 2, int pens = 1)
    {
        await cluster.Sell(new Product(Mug, "Blue mug", _shop, "Mugs & More", new Money(1245, "EUR"), 10));
        await cluster.Sell(new Product(Pen, "Pen", _shop, "Mugs & More", new Money(100, "EUR"), 5));
        return new CheckoutRequest
        {
            Buyer = new Actor(Role.Buyer, _buyer, "A. Buyer"),
            BuyerEmail = "buyer@example.org",
            Lines = [new(Mug, mugs), new(Pen, pens)],
            ShippingAddress = Given.Address,
            PaymentMethod = "pm_ok",
        };
    }

    /// <summary>What the provider does with the next checkout, whose id is not known before.</summary>
    private void Provider(params PaymentProvider.Twist[] twists) => OnceFixed(id => cluster.Provider.Next(id, twists));

    private void OnceFixed(Action<OrderId> what) => cluster.States.AfterWrite(Checkout().GetGrainId(), () =>
    {
        what(Fixed);
        return Task.CompletedTask;
    });

    private Task Remind() =>
        Checkout().AsReference<IRemindable>().ReceiveReminder("go-on", default).InTime();

    private ImmutableArray<OrderPlaced> Orders => [.. cluster.Store.PlacedBy(_buyer)];

    private void NothingIsLeft()
    {
        Assert.Empty(Orders);
        Assert.Equal((10, 5), (Available(Mug), Available(Pen)));
        Assert.Null(cluster.States.Peek<CheckoutState>(Checkout().GetGrainId()));
        Assert.False(HasReminder);
    }

    [Fact]
    public async Task Place_AnOrder_HoldsItsStockAndIsChargedOnce()
    {
        var order = (await Checkout().Place(await Request()).InTime()).Order!;

        Assert.Equal((8, 4), (Available(Mug), Available(Pen)));
        Assert.Equal((1, 0), cluster.Provider.MovedFor(order.Id));
        Assert.Equal(order.Total, Assert.Single(Orders).Captured);
        Assert.Equal(PaymentStatus.Captured, order.Payment.Status);
        Assert.False(HasReminder);
        Assert.Null(cluster.States.Peek<CheckoutState>(Checkout().GetGrainId())!.Details); // the order has them
    }

    [Fact]
    public async Task Place_ForNothing_NobodyIsAskedForMoney()
    {
        var request = await Request();
        await cluster.Sell(new Product($"GIFT-{_shop}", "Gift", _shop, "Mugs & More", Money.Zero("EUR"), 5));

        var order = (await Checkout().Place(request with { Lines = [new($"GIFT-{_shop}", 1)] }).InTime()).Order!;

        Assert.Equal(PaymentStatus.Pending, order.Payment.Status);
        Assert.Empty(cluster.Provider.AskedFor(order.Id));
    }

    [Fact]
    public async Task Place_NotEnoughOfOne_OutOfStockAndNothingHeld()
    {
        Assert.Equal(new OutOfStock(Pen, 5), (await Checkout().Place(await Request(pens: 6)).InTime()).Error);

        NothingIsLeft();
        Assert.Equal("1001", (await Checkout().Place(await Request()).InTime()).Order!.Number); // key and number are not used up
    }

    [Fact]
    public async Task Place_TheLastOneGoneMeanwhile_GivesTheFirstLineBack()
    {
        var request = await Request(pens: 5);
        var gate = new Gate();
        cluster.States.AfterWrite(Checkout().GetGrainId(), gate.Pass); // fixed: the catalogue has been looked at
        var call = Checkout().Place(request);
        await gate.Reached;
        Assert.Null(await cluster.Client.GetGrain<IStockGrain>(Pen).Reserve(Given.NewId(), "other", 1).InTime());
        gate.Open();

        Assert.Equal(new OutOfStock(Pen, 4), (await call.InTime()).Error);
        Assert.Equal((10, 4), (Available(Mug), Available(Pen)));
        Assert.Empty(Orders);
    }

    [Fact]
    public async Task Place_Declined_NothingIsLeftAndTheKeyIsFree()
    {
        var request = await Request();
        var id = default(OrderId);
        OnceFixed(order => cluster.Provider.Next(id = order, PaymentProvider.Decline));

        Assert.IsType<PaymentDeclined>((await Checkout().Place(request).InTime()).Error);
        NothingIsLeft();
        Assert.Equal((0, 0), cluster.Provider.MovedFor(id));

        Assert.Equal("1001", (await Checkout().Place(request with { PaymentMethod = "pm_other" }).InTime()).Order!.Number);
    }

    [Fact]
    public async Task Place_NoAnswerAtAll_GoesOnByItselfAndTheSameKeyTellsHowItEnded()
    {
        var request = await Request();
        Provider(PaymentProvider.Ignore, PaymentProvider.Ignore);

        Assert.IsType<PaymentUnavailable>((await Checkout().Place(request).InTime()).Error);
        Assert.Equal((8, 4), (Available(Mug), Available(Pen)));
        Assert.True(HasReminder);
        Assert.IsType<KeyReused>((await Checkout().Place(request with { Note = "Other" }).InTime()).Error);

        await Remind();
        var placed = Assert.Single(Orders);
        Assert.Equal(placed.Details.TrackingToken, (await Checkout().Place(request).InTime()).Order!.TrackingToken);
        Assert.Single(Orders);
        Assert.False(HasReminder);
    }

    [Fact]
    public async Task Place_AnswersLost_ChargedOnce()
    {
        var request = await Request();
        Provider(PaymentProvider.Lose);

        var order = (await Checkout().Place(request).InTime()).Order!;

        Assert.Equal((1, 0), cluster.Provider.MovedFor(order.Id));
    }

    [Fact]
    public async Task Remind_NotPlacedInTime_GivesEverythingBack()
    {
        var request = await Request();
        var id = default(OrderId);
        // The provider acts, but nobody hears of it.
        OnceFixed(order => cluster.Provider.Next(id = order, PaymentProvider.Ignore, PaymentProvider.Ignore));
        Assert.IsType<PaymentUnavailable>((await Checkout().Place(request).InTime()).Error);
        cluster.Time.Move(CheckoutSteps.Patience);

        await Remind();

        NothingIsLeft();
        Assert.Empty(await cluster.Stock.HeldFor(id));
        Assert.NotEqual(id, (await Checkout().Place(request).InTime()).Order!.Id); // the key begins anew
    }

    [Fact]
    public async Task Remind_PlacedButNotRemembered_FindsTheOrderHoweverLate()
    {
        var request = await Request();
        OnceFixed(_ => cluster.States.BeforeWrite(Checkout().GetGrainId(), Faults.Throw)); // the write after the order's
        await Patience.Fails(() => Checkout().Place(request));
        var placed = Assert.Single(Orders);
        cluster.Time.Move(CheckoutSteps.Patience);

        await Remind();

        Assert.False(HasReminder);
        Assert.Equal((8, 4), (Available(Mug), Available(Pen)));
        Assert.Equal(placed.Details.TrackingToken, (await Checkout().Place(request).InTime()).Order!.TrackingToken);
        Assert.Single(Orders);
    }

    [Theory]
    [InlineData("stock")]
    [InlineData("order before")]
    [InlineData("order after")]
    public async Task Remind_AfterAWriteThatFailed_EndsInOneOrder(string where)
    {
        var request = await Request();
        OnceFixed(id =>
        {
            if (where == "stock") cluster.Stock.AfterWrite(Pen, Faults.Throw);
            if (where == "order before") cluster.Store.BeforeAppend(id, Faults.Throw);
            if (where == "order after") cluster.Store.AfterAppend(id, Faults.Throw);
        });
        await Patience.Fails(() => Checkout().Place(request));
        var id = Fixed;

        await Remind();

        Assert.Equal(id.ToString(), Assert.Single(Orders).Details.TrackingToken[..13]);
        Assert.Equal((1, 0), cluster.Provider.MovedFor(id));
        Assert.Equal((8, 4), (Available(Mug), Available(Pen)));
        Assert.False(HasReminder);
    }

    [Fact]
    public async Task Place_IdOfAnotherOrder_ItsChargeIsGivenBackAndAnotherIdTaken()
    {
        var request = await Request();
        var taken = default(OrderId);
        OnceFixed(id => cluster.Store.Put(Given.Placed(taken = id)));

        var order = (await Checkout().Place(request).InTime()).Order!;

        Assert.NotEqual(taken, order.Id);
        Assert.Equal((1, 0), cluster.Provider.MovedFor(order.Id));
        await cluster.Payment(taken).AsReference<IRemindable>().ReceiveReminder("payment", default).InTime();
        Assert.Equal((1, 1), cluster.Provider.MovedFor(taken));
        Assert.Equal((8, 4), (Available(Mug), Available(Pen)));
    }

    /// <summary>The answer of the placing was lost, and by the time the checkout comes back its order is cancelled.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)] // and somebody has bought the units meanwhile
    public async Task Remind_OrderPlacedAndCancelledMeanwhile_HoldsNothingAndTheKeyStaysTheOrders(bool soldOut)
    {
        var request = await Request();
        OnceFixed(_ => cluster.States.BeforeWrite(Checkout().GetGrainId(), Faults.Throw)); // the write after the order's
        await Patience.Fails(() => Checkout().Place(request));
        Assert.True(TrackingToken.TryGetOrderId(Assert.Single(Orders).Details.TrackingToken, out var order));
        Assert.Null((await cluster.Order(order).Cancel(new CancelOrder(request.Buyer, "Changed my mind.")).InTime()).Error);
        // As the consumer of its events does; sooner or later makes no difference.
        foreach (var sku in new[] { Mug, Pen }) await cluster.Client.GetGrain<IStockGrain>(sku).Release(order, request.Buyer, "Cancelled.").InTime();
        if (soldOut) await cluster.Client.GetGrain<IStockGrain>(Mug).Adjust(new AdjustStock(new Actor(Role.Seller, 1, "S. Seller", _shop), -10, "Sold in the shop.")).InTime();

        await Remind();

        Assert.Equal((soldOut ? 0 : 10, 5), (Available(Mug), Available(Pen)));
        Assert.Equal(order, (await Checkout().Place(request).InTime()).Order!.Id);
        Assert.Single(Orders);
        Assert.False(HasReminder);
    }
}
