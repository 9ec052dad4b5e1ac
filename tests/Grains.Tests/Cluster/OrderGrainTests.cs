using System.Text.Json;

namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class OrderGrainTests(OrdersCluster cluster)
{
    public static TheoryData<OrderStatus, OrderStatus, Role> Legal => TransitionCases.Legal;

    public static TheoryData<OrderStatus, OrderStatus, Role> Illegal => TransitionCases.Illegal;

    /// <summary>An order that got this far before the grain was ever active.</summary>
    private (OrderId Id, IOrderGrain Grain) Stored(OrderStatus status)
    {
        var id = Given.NewId();
        cluster.Store.Put(Given.At(status, id));
        return (id, cluster.Order(id));
    }

    [Theory, MemberData(nameof(Legal))]
    public async Task Advance_LegalStep_TakenAndDurable(OrderStatus from, OrderStatus to, Role role)
    {
        var (id, grain) = Stored(from);

        var result = await grain.Advance(Given.Advance(Given.Of(role), to)).InTime();

        Assert.Null(result.Error);
        Assert.Equal(to, result.Order!.Status);
        Assert.Equal(to, cluster.Store.Peek(id)!.StatusNow());
        Assert.Equal(from, Assert.Single(cluster.Store.AppendsOf(id)).PreviousStatus);
    }

    [Theory, MemberData(nameof(Illegal))]
    public async Task Advance_IllegalStep_RefusedAndNothingWritten(OrderStatus from, OrderStatus to, Role role)
    {
        var (id, grain) = Stored(from);

        var result = await grain.Advance(Given.Advance(Given.Of(role), to)).InTime();

        var refusal = Assert.IsType<IllegalTransition>(result.Error);
        Assert.Equal((from, to), (refusal.From, refusal.To));
        Assert.Empty(cluster.Store.AppendsOf(id));
    }

    [Fact]
    public async Task Commands_AWholeLife_HistoryWithoutAGap()
    {
        var id = Given.NewId();
        var grain = cluster.Order(id);
        await grain.Place(Given.Place(id)).InTime();
        foreach (var step in Given.PathTo(OrderStatus.Closed))
            Assert.Null((await grain.Advance(Given.Advance(Given.Seller, step.To)).InTime()).Error);

        var view = await grain.Get(Given.Buyer).InTime();

        Assert.Equal([1L, 2, 3, 4, 5, 6], view!.History.Select(h => h.Sequence));
        Assert.Equal(view.History.Select(h => h.From).Skip(1), view.History.Select(h => h.To).SkipLast(1));
        Assert.Equal(view.History.Select(h => h.At), view.History.Select(h => h.At).Order());
        Assert.Equal((6, OrderStatus.Closed), (view.Version, view.Status));
        Assert.Single(cluster.Store.AppendsOf(id), a => a.Listing is not null);
    }

    [Fact]
    public async Task Advance_SameKeyAgain_TheFirstAnswerAgain()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        var command = Given.Advance(Given.Seller, OrderStatus.Preparing) with { CommandKey = "k1" };
        var first = await grain.Advance(command).InTime();
        await grain.Advance(Given.Advance(Given.Seller, OrderStatus.Prepared)).InTime();

        var again = await grain.Advance(command).InTime();

        Assert.Equal(JsonSerializer.Serialize(first.Order), JsonSerializer.Serialize(again.Order));
        Assert.Equal(2, cluster.Store.AppendsOf(id).Length);
        Assert.IsType<KeyReused>((await grain.Advance(command with { Note = "other" }).InTime()).Error);
    }

    [Fact]
    public async Task Advance_StaleVersion_Refused()
    {
        var (_, grain) = Stored(OrderStatus.Preparing);

        var result = await grain.Advance(Given.Advance(Given.Seller, OrderStatus.Prepared) with { ExpectedVersion = 1 }).InTime();

        Assert.Equal(new VersionMismatch(1, 2), result.Error);
    }

    [Fact]
    public async Task AnyCall_OfAStranger_LooksLikeNoOrder()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        foreach (var stranger in new[] { Given.OtherBuyer, Given.OtherSeller, Given.OtherManager })
        {
            Assert.Null(await grain.Get(stranger).InTime());
            Assert.Equal(new OrderNotFound(), (await grain.Advance(Given.Advance(stranger, OrderStatus.Preparing)).InTime()).Error);
            Assert.Equal(new OrderNotFound(), (await grain.Cancel(new CancelOrder(stranger, "mine")).InTime()).Error);
        }

        Assert.Null(await grain.Track(TrackingToken.New(id)).InTime());
        Assert.Empty(cluster.Store.AppendsOf(id));
    }

    [Fact]
    public async Task Get_ByWhomItConcerns_TheOrderWithTheirActions()
    {
        var (_, grain) = Stored(OrderStatus.Received);

        Assert.Equal(["cancel"], (await grain.Get(Given.Buyer).InTime())!.AllowedActions.ToArray());
        Assert.Equal(["preparing", "cancel"], (await grain.Get(Given.Seller).InTime())!.AllowedActions.ToArray());
        Assert.Empty((await grain.Get(Given.Admin).InTime())!.AllowedActions);
    }

    [Fact]
    public async Task Get_NoSuchOrder_ManyCallersAtOnceShareOneLook()
    {
        var id = Given.NewId();
        var order = cluster.Order(id);

        // More than an engine forwards a call from one ended activation to the next.
        var views = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => order.Get(Given.Admin))).InTime();

        Assert.All(views, Assert.Null);
        Assert.Null(await order.Track("x").InTime());
        Assert.IsType<OrderNotFound>((await order.Cancel(new CancelOrder(Given.Machine, "x")).InTime()).Error);
        Assert.Equal(1, cluster.Store.LoadsOf(id));
    }

    [Fact]
    public async Task Cancel_NothingCanFollow_TheActivationEndsAndTheOrderIsThere()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        await grain.Cancel(new CancelOrder(Given.Buyer, "No")).InTime();

        Assert.Equal(2, (await grain.Get(Given.Buyer).InTime())!.Version);
        Assert.Equal(2, cluster.Store.LoadsOf(id));
    }

    [Fact]
    public async Task Track_RightToken_TheTrackingView()
    {
        var (id, grain) = Stored(OrderStatus.Shipped);
        var token = ((OrderPlaced)cluster.Store.Peek(id)!.Events[0]).Details.TrackingToken;

        Assert.Equal(OrderStatus.Shipped, (await grain.Track(token).InTime())!.Status);
    }

    [Fact]
    public async Task Import_WithItsPast_OneAppendAndARepeatDoesNothing()
    {
        var placedAt = new DateTimeOffset(2018, 5, 1, 12, 0, 0, TimeSpan.Zero);
        var id = OrderId.New(placedAt);
        var command = new ImportOrder(
            Given.Machine, placedAt, Given.Details(id) with { ExternalReference = "ext-1" },
            [new(OrderStatus.Preparing, placedAt.AddHours(1)), new(OrderStatus.Cancelled, placedAt.AddHours(2), "Unavailable")]);

        var first = await cluster.Order(id).Import(command).InTime();
        var again = await cluster.Order(id).Import(command).InTime();

        Assert.Equal((3, OrderStatus.Cancelled), (first.Order!.Version, first.Order.Status));
        Assert.Equal(JsonSerializer.Serialize(first.Order), JsonSerializer.Serialize(again.Order));
        Assert.Equal(3, Assert.Single(cluster.Store.AppendsOf(id)).Events.Length);
        Assert.IsType<OrderIdTaken>((await cluster.Order(id).Place(Given.Place(id)).InTime()).Error);
    }

    [Fact]
    public async Task Import_ImpossiblePast_NothingStored()
    {
        var id = Given.NewId();
        var command = new ImportOrder(
            Given.Machine, id.PlacedAt, Given.Details(id) with { ExternalReference = "ext-1" }, [new(OrderStatus.Closed, id.PlacedAt)]);

        Assert.IsType<IllegalTransition>((await cluster.Order(id).Import(command).InTime()).Error);
        Assert.Null(cluster.Store.Peek(id));
    }
}
