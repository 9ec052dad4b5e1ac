using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

public sealed class OrderCountsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Counts_EveryScope_AgreeWithTheOrders()
    {
        await using var db = TestDatabase.Open();
        var all = await ManySampleOrders.Fill(db, Seed.Random(output, out _), 300);
        foreach (var scope in new OrderScope[] { default, new(null, 1), new(null, 2), new(101, null), new(null, 99), new(99, null) })
        {
            var mine = all.Where(o => (scope.SellerId ?? o.Row.SellerId) == o.Row.SellerId && (scope.BuyerId ?? o.Row.BuyerId) == o.Row.BuyerId).ToList();
            var counts = await db.Reader.Counts(scope);

            Assert.Equal(Enum.GetValues<OrderStatus>(), counts.ByStatus.Keys);
            foreach (var (status, n) in counts.ByStatus) Assert.Equal(mine.Count(o => o.Row.Status == status), n);
            Assert.Equal(mine.Count(o => o.Row.EscalationLevel >= 2), counts.Overdue);
        }
    }
}
