namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class OrderNumberGrainTests(OrdersCluster cluster)
{
    private readonly IOrderNumberGrain _grain = cluster.Client.GetGrain<IOrderNumberGrain>(OrdersCluster.NewPerson());

    private long Reserved => cluster.States.Peek<OrderNumberState>(_grain.GetGrainId())!.ReservedBelow;

    [Fact]
    public async Task Next_ManyAtOnce_EachNumberOnceFrom1001()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 250).Select(_ => _grain.Next())).InTime();

        Assert.Equal(Enumerable.Range(1001, 250).Select(n => (long)n), numbers.Order());
        Assert.Equal(1301, Reserved);
    }

    [Fact]
    public async Task Next_ReservationLost_GoesOnBehindIt()
    {
        cluster.States.AfterWrite(_grain.GetGrainId(), Faults.Throw);
        await Patience.Fails(() => _grain.Next());

        Assert.Equal(1101, await _grain.Next().InTime());
    }

    [Fact]
    public async Task Next_ReservationFails_NoNumberIsGiven()
    {
        Assert.Equal(1001, await _grain.Next().InTime());
        for (var n = 1002; n <= 1100; n++) Assert.Equal(n, await _grain.Next().InTime());
        cluster.States.BeforeWrite(_grain.GetGrainId(), Faults.Throw);

        await Patience.Fails(() => _grain.Next());
        Assert.Equal(1101, await _grain.Next().InTime());
    }

    [Fact]
    public async Task Shutdown_InGoodOrder_TheRestOfTheBlockIsGivenBack()
    {
        var own = new OrdersCluster();
        await own.InitializeAsync();
        var grain = own.Client.GetGrain<IOrderNumberGrain>(1);
        Assert.Equal(1001, await grain.Next().InTime());

        await own.DisposeAsync();

        Assert.Equal(1002, own.States.Peek<OrderNumberState>(grain.GetGrainId())!.ReservedBelow);
    }
}
