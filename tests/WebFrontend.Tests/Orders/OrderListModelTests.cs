using System.Collections.Immutable;
using Orders.Web;

namespace Orders.Tests;

public sealed class OrderListModelTests
{
    private static readonly ViewerClock Clock = new(new ManualTime());
    private readonly FakeOrders _orders = new();

    [Fact]
    public async Task CatchUp_ARowOnTheScreen_ChangesInItsPlace()
    {
        var model = await Loaded(3, 2, 1);
        var changed = _orders.Change(2, OrderStatus.Preparing);

        await model.CatchUp([changed]);

        Assert.Equal([3, 2, 1], Ids(model));
        Assert.Equal(OrderStatus.Preparing, model.Rows!.Value[1].Status);
        Assert.Equal(2, model.ChangedTo(new OrderId(2)));
        Assert.Equal(0, model.ChangedTo(new OrderId(3)));
    }

    [Fact]
    public async Task CatchUp_ANewOrder_WaitsUntilItIsAskedFor()
    {
        var model = await Loaded(2, 1);

        await model.CatchUp([_orders.Add(3)]);

        Assert.Equal([2, 1], Ids(model));
        Assert.Equal(1, model.Waiting);
        await model.Load(new OrderListQuery(), Clock);
        Assert.Equal([3, 2, 1], Ids(model));
        Assert.Equal(0, model.Waiting);
    }

    [Fact]
    public async Task CatchUp_ANewOrderOnAListOfClosedOnes_DoesNotWait()
    {
        _orders.Add(1);
        var model = new OrderListModel(_orders);
        await model.Load(new OrderListQuery { Statuses = [OrderStatus.Closed] }, Clock);

        await model.CatchUp([_orders.Add(2)]);

        Assert.Equal(0, model.Waiting);
    }

    [Fact]
    public async Task CatchUp_WithoutKnowingWhat_FindsChangedAndNewOrders()
    {
        var model = await Loaded(2, 1);
        _orders.Change(1, OrderStatus.Cancelled);
        _orders.Add(3);

        await model.CatchUp(null);

        Assert.Equal([2, 1], Ids(model));
        Assert.Equal(OrderStatus.Cancelled, model.Rows!.Value[1].Status);
        Assert.Equal(1, model.Waiting);
    }

    [Fact]
    public async Task CatchUp_ARowThatLeftTheFilter_StaysAndShowsWhatItIsNow()
    {
        _orders.Add(1);
        var model = new OrderListModel(_orders);
        await model.Load(new OrderListQuery { Statuses = [OrderStatus.Received] }, Clock);
        _orders.Change(1, OrderStatus.Preparing);

        await model.CatchUp(null);

        Assert.Equal([1], Ids(model));
        Assert.Equal(OrderStatus.Preparing, model.Rows!.Value[0].Status);
    }

    [Fact]
    public async Task CatchUp_NewsOlderThanTheScreen_ChangesNothing()
    {
        var model = await Loaded(1);
        var first = _orders.Change(1, OrderStatus.Preparing);
        await model.CatchUp([_orders.Change(1, OrderStatus.Prepared)]);
        var reads = _orders.Reads;

        await model.CatchUp([first]);

        Assert.Equal(OrderStatus.Prepared, model.Rows!.Value[0].Status);
        Assert.Equal(reads, _orders.Reads);
    }

    private async Task<OrderListModel> Loaded(params long[] ids)
    {
        foreach (var id in ids) _orders.Add(id);
        var model = new OrderListModel(_orders);
        await model.Load(new OrderListQuery(), Clock);
        return model;
    }

    private static IEnumerable<long> Ids(OrderListModel model) => model.Rows!.Value.Select(r => r.Id.Value);
}
