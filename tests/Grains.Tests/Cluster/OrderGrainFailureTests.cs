using Orleans.Storage;

namespace Orders.Tests;

/// <summary>When the world fails: memory never runs ahead of the store, and nothing that was acknowledged is lost.</summary>
[Collection(SharedCluster.Name)]
public sealed class OrderGrainFailureTests(OrdersCluster cluster)
{
    private (OrderId Id, IOrderGrain Grain) Stored(OrderStatus status)
    {
        var id = Given.NewId();
        cluster.Store.Put(Given.At(status, id));
        return (id, cluster.Order(id));
    }

    private static AdvanceOrder Prepare => Given.Advance(Given.Seller, OrderStatus.Preparing) with { CommandKey = "k1" };

    [Fact]
    public async Task Advance_WriteFails_CallerHearsItAndTheNextCallSeesWhatIsDurable()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        cluster.Store.BeforeAppend(id, Faults.Throw);

        await Assert.ThrowsAsync<IOException>(() => grain.Advance(Prepare).InTime());

        Assert.Equal(1, (await grain.Get(Given.Seller).InTime())!.Version);
        Assert.Equal(2, cluster.Store.LoadsOf(id));
        Assert.Equal(2, (await grain.Advance(Prepare).InTime()).Order!.Version);
    }

    [Fact]
    public async Task Advance_AnswerOfTheWriteLost_TheRepeatFindsItDone()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        cluster.Store.AfterAppend(id, Faults.Throw);

        await Assert.ThrowsAsync<IOException>(() => grain.Advance(Prepare).InTime());

        Assert.Equal(2, (await grain.Advance(Prepare).InTime()).Order!.Version);
        Assert.Single(cluster.Store.AppendsOf(id));
    }

    [Fact]
    public async Task Place_WriteFails_NoOrderUntilItIsRepeated()
    {
        var id = Given.NewId();
        cluster.Store.BeforeAppend(id, Faults.Throw);

        await Assert.ThrowsAsync<IOException>(() => cluster.Order(id).Place(Given.Place(id)).InTime());

        Assert.Null(await cluster.Order(id).Get(Given.Buyer).InTime());
        Assert.Equal(1, (await cluster.Order(id).Place(Given.Place(id)).InTime()).Order!.Version);
    }

    [Fact]
    public async Task Advance_SomebodyElseWrote_ConflictThenTheNewState()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        await grain.Get(Given.Seller).InTime();
        cluster.Store.Put(Given.At(OrderStatus.Cancelled, id));

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Advance(Prepare).InTime());

        Assert.Equal(OrderStatus.Cancelled, (await grain.Get(Given.Seller).InTime())!.Status);
    }

    [Fact]
    public async Task Get_WhileAWriteIsUnderWay_NeverSeesWhatIsNotDurable()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        var gate = new Gate();
        cluster.Store.BeforeAppend(id, gate.Pass);
        var write = grain.Advance(Prepare);
        await gate.Reached;
        var read = grain.Get(Given.Seller);

        gate.Fail();

        await Assert.ThrowsAsync<IOException>(() => write.InTime());
        Assert.Equal(1, (await read.InTime())!.Version);
    }

    [Fact]
    public async Task Cancel_TwoAtOnce_OneWinsAndTheOtherIsToldWhy()
    {
        var (id, grain) = Stored(OrderStatus.Received);
        var gate = new Gate();
        cluster.Store.BeforeAppend(id, gate.Pass);
        var first = grain.Cancel(new CancelOrder(Given.Buyer, "Changed my mind"));
        await gate.Reached;
        var second = grain.Cancel(new CancelOrder(Given.Seller, "Sold out"));
        gate.Open();

        Assert.Equal(OrderStatus.Cancelled, (await first.InTime()).Order!.Status);
        var refusal = Assert.IsType<IllegalTransition>((await second.InTime()).Error);
        Assert.Equal((OrderStatus.Cancelled, OrderStatus.Cancelled, 0), (refusal.From, refusal.To, refusal.Allowed.Length));
    }

    [Fact]
    public async Task Commands_ManyAtOnce_EachStepTakenOnce()
    {
        var (id, grain) = Stored(OrderStatus.Received);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => i % 2 == 0
            ? grain.Advance(Given.Advance(Given.Seller, OrderStatus.Preparing) with { CommandKey = $"k{i}" })
            : grain.Cancel(new CancelOrder(Given.Buyer, "Changed my mind") { CommandKey = $"k{i}" }))).InTime();

        Assert.InRange(results.Count(r => r.Error is null), 1, 2); // cancelled at once, or prepared first
        Assert.Equal(results.Count(r => r.Error is null), cluster.Store.AppendsOf(id).Length);
        Assert.All(results.Where(r => r.Error is not null), r => Assert.IsType<IllegalTransition>(r.Error));
        Assert.Equal(OrderStatus.Cancelled, cluster.Store.Peek(id)!.StatusNow());
    }
}

/// <summary>The write is durable before anything is published: a stream that is down fails no command.</summary>
public sealed class PublishFailureTests(ClusterWithoutStreams cluster) : IClassFixture<ClusterWithoutStreams>
{
    [Fact]
    public async Task Commands_NothingCanBePublished_StillDone()
    {
        var id = Given.NewId();

        Assert.Null((await cluster.Order(id).Place(Given.Place(id)).InTime()).Error);
        Assert.Equal(2, (await cluster.Order(id).Cancel(new CancelOrder(Given.Buyer, "No")).InTime()).Order!.Version);
        Assert.Equal(1, cluster.Store.LoadsOf(id));
    }
}
