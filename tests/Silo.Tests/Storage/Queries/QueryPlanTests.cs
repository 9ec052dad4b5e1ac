using System.Collections.Immutable;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>No list reads all orders, and none sorts more than those under way, one buyer's, one small date range's or a search's.</summary>
public sealed class QueryPlanTests
{
    private static readonly OrderScope[] Scopes = [default, new(null, 1), new(100, null)];

    private static readonly ImmutableArray<OrderStatus>[] StatusSets =
        [[], [OrderStatus.Received], [OrderStatus.Received, OrderStatus.Shipped], [OrderStatus.Closed], [OrderStatus.Preparing, OrderStatus.Closed, OrderStatus.Cancelled]];

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Plan_OfEveryList_HasNoFullScanAndNoSortOfEndedOrders()
    {
        await using var db = TestDatabase.Open();
        var checkedPlans = 0;
        foreach (var sql in Variants().SelectMany(query => OrderListSql.Stages(query, dateRangeIsSmall: false)).SelectMany(stage => stage).Distinct())
        {
            var plan = await Plan(db, sql);
            var sorts = plan.Contains("USE TEMP B-TREE", StringComparison.Ordinal);
            Assert.False(sorts && plan.Contains("SCAN o\n", StringComparison.Ordinal), $"Sorts all orders:\n{sql}\n{plan}");
            if (sorts)
                Assert.True(MaySort(plan), $"Sorts more than it may:\n{sql}\n{plan}");
            checkedPlans++;
        }

        Assert.True(checkedPlans > 100, $"Only {checkedPlans} different queries.");
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Plan_OfTheMainLists_IsAWalkAlongOneIndex()
    {
        await using var db = TestDatabase.Open();
        await Walks(new OrderQuery(), new OrderScope(null, 1), "SEARCH o USING INDEX orders_by_seller (seller_id=?)");
        await Walks(new OrderQuery { Statuses = [OrderStatus.Received] }, new OrderScope(null, 1), "SEARCH o USING INDEX orders_open (seller_id=? AND status=?)");
        await Walks(new OrderQuery { Sort = OrderSort.TotalDescending }, new OrderScope(null, 1), "SEARCH o USING INDEX orders_by_seller_total (seller_id=?)");
        await Walks(new OrderQuery(), new OrderScope(100, null), "SEARCH o USING INDEX orders_by_buyer (buyer_id=?)");
        await Walks(new OrderQuery { Sort = OrderSort.UpdatedAtDescending, Statuses = [OrderStatus.Closed] }, default,
            "SEARCH o USING INDEX orders_ended_everywhere (status=?)");

        async Task Walks(OrderQuery query, OrderScope scope, string expected)
        {
            var plan = await Plan(db, OrderListSql.Stages(ToList(scope, query), false).First()[0]);
            Assert.Equal(expected + "\n", plan);
        }
    }

    private static bool MaySort(string plan) =>
        plan.Contains("orders_open", StringComparison.Ordinal) || plan.Contains("orders_by_buyer", StringComparison.Ordinal)
        || plan.Contains("orders_due", StringComparison.Ordinal) || plan.Contains("orders_overdue", StringComparison.Ordinal) || plan.Contains("SCAN s VIRTUAL TABLE", StringComparison.Ordinal);

    internal static IEnumerable<OrderListQuery> Variants() =>
        from scope in Scopes
        from statuses in StatusSets
        from sort in Enum.GetValues<OrderSort>()
        from overdue in new bool?[] { null, true, false }
        from text in new[] { null, "mug" }
        from range in new[] { false, true }
        from after in new OrderCursor?[] { null, new(5, 5), new(null, 5) }
        select ToList(scope, new OrderQuery { Statuses = statuses, Sort = sort, Overdue = overdue, Text = text }) with
        {
            FromId = range ? 1 : null,
            ToId = range ? 1000 : null,
            After = after,
        };

    private static OrderListQuery ToList(OrderScope scope, OrderQuery query) => new()
    {
        Scope = scope,
        Statuses = query.Statuses,
        Sort = query.Sort,
        Overdue = query.Overdue,
        Limit = 50,
        Match = query.Text,
    };

    private static Task<string> Plan(TestDatabase db, string sql) => db.Database.Read(connection =>
    {
        var explain = connection.Prepare("EXPLAIN QUERY PLAN " + sql);
        var lines = "";
        while (explain.Step()) lines += explain.Text(3) + "\n";
        explain.Reset();
        return lines;
    });
}
