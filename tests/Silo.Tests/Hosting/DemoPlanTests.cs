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

    private static ImmutableArray<DemoOrder> Make()
    {
        var people = new DemoPeople(Shop(1), Shop(2), Buyer(3), Buyer(4), Since);
        ImmutableArray<Product> products = [.. Enumerable.Range(0, 10).Select(i => new Product($"p{i}", $"P{i}", i % 2 + 1, "S", new Money(100, "EUR"), 1))];
        return DemoPlan.Make(people, products, DemoOrders.Count);
    }

    private static Account Shop(long id) => new(id, "s@example.com", "S", Role.Seller, id, $"Shop {id}", "stamp");

    private static Account Buyer(long id) => new(id, "b@example.com", "B", Role.Buyer, null, null, "stamp");
}
