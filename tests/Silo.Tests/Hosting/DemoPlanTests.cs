using System.Collections.Immutable;
using Orders.Hosting;
using Xunit;

namespace Orders.Tests.Hosting;

public sealed class DemoPlanTests
{
    private static readonly DateTimeOffset Since = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Make_SameAccounts_PlansTheSameOrders() =>
        Assert.Equal(Make().Select(o => (o.Id, o.Details.ExternalReference)), Make().Select(o => (o.Id, o.Details.ExternalReference)));

    [Fact]
    public void Make_Plan_HasEveryStatusWithinThirtyDaysAndDistinctIds()
    {
        var plan = Make();
        Assert.Equal(DemoOrders.Count, plan.Select(o => o.Id).Distinct().Count());
        Assert.Equal(Enum.GetValues<OrderStatus>(), plan.Select(Status).Distinct().Order());
        Assert.All(plan, o => Assert.InRange(o.Id.PlacedAt, Since.AddDays(-30), Since));
    }

    [Fact]
    public void Make_Steps_RunForwardInTimeUntilNow() => Assert.All(Make(), order =>
    {
        var times = order.Steps.Select(s => s.At).Prepend(order.Id.PlacedAt).Append(Since).ToArray();
        Assert.Equal(times.Order(), times);
    });

    private static OrderStatus Status(DemoOrder order) => order.Steps.IsEmpty ? OrderStatus.Received : order.Steps[^1].To;

    private static ImmutableArray<DemoOrder> Make() =>
        DemoPlan.Make(new DemoPeople(Buyer(3), Buyer(4), Since), DemoProducts.All, DemoOrders.Count);

    private static Account Buyer(long id) => new(id, "b@example.com", "B", Role.Buyer, null, null, "stamp");
}
