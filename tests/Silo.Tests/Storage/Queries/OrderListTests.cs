using System.Collections.Immutable;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>Every filter with every sort, page after page, against the naive model.</summary>
public sealed class OrderListTests(ITestOutputHelper output)
{
    private const int Count = 600;
    private static readonly DateTimeOffset Now = SampleOrders.Start.AddHours(150);

    private static readonly string?[] Texts = [null, "mug", "BLUE", "blue mug", "b m", "caf crem", "buyer101@exa", "北", "nowhere", "\"mug*\" OR", "…"];

    [Fact]
    public async Task List_EveryFilterAndSort_PagesTogetherAreTheWhole()
    {
        var random = Seed.Random(output, out _);
        await using var db = TestDatabase.Open(time: new FixedTime(Now));
        var all = await ManySampleOrders.Fill(db, random, Count);
        var found = 0;
        foreach (var sort in Enum.GetValues<OrderSort>())
        {
            foreach (var scope in new OrderScope[] { default, new(null, 1), new(101, null), new(102, 2) })
            {
                foreach (var overdue in new bool?[] { null, true, false })
                {
                    foreach (var text in Texts)
                    {
                        var query = new OrderQuery
                        {
                            Sort = sort,
                            Overdue = overdue,
                            Text = text,
                            Statuses = Statuses(random),
                            Limit = random.Next(1, 60),
                            From = random.Next(3) == 0 ? SampleOrders.Start.AddHours(random.Next(200)) : null,
                            To = random.Next(3) == 0 ? SampleOrders.Start.AddHours(random.Next(220)) : null,
                        };
                        found += await PagesAreTheWhole(db, all, scope, query);
                    }
                }
            }
        }

        Assert.True(found > Count * 10, $"Only {found} rows in all lists: the filters leave nothing to compare.");
    }

    [Fact]
    public async Task List_Page_CarriesTheRowAndTheListing()
    {
        await using var db = TestDatabase.Open();
        var place = SampleOrders.Place(SampleOrders.Id(1), item: "Café \"crème\"");
        var (_, row) = await db.Orders.Grow(place, OrderStatus.Shipped);

        var item = Assert.Single((await db.Reader.List(new OrderScope(null, 1), new OrderQuery())).Items);

        Assert.Equal(row, item.Row);
        Assert.Equal(place.Listing! with { SearchText = "" }, item.Listing);
    }

    [Fact]
    public async Task List_OrdersPlacedBetweenPages_DoNotMoveTheRest()
    {
        await using var db = TestDatabase.Open();
        for (var n = 1; n <= 10; n++) await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(n)));
        var query = new OrderQuery { Limit = 4 };
        var first = await db.Reader.List(default, query);
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(50)));
        var second = await db.Reader.List(default, query with { Cursor = first.NextCursor });

        Assert.Equal([10, 9, 8, 7], first.Items.Select(item => Number(item.Row.Id)));
        Assert.Equal([6, 5, 4, 3], second.Items.Select(item => Number(item.Row.Id)));

        static int Number(OrderId id) => (int)(id.PlacedAt - SampleOrders.Start).TotalMinutes;
    }

    private static ImmutableArray<OrderStatus> Statuses(Random random) => random.Next(3) == 0
        ? []
        : [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (OrderStatus)random.Next(7))];

    private static async Task<int> PagesAreTheWhole(TestDatabase db, List<ModelOrder> all, OrderScope scope, OrderQuery query)
    {
        var listed = new List<OrderId>();
        string? cursor = null;
        do
        {
            var page = await db.Reader.List(scope, query with { Cursor = cursor });
            Assert.True(page.NextCursor is null || page.Items.Length == query.Limit, "A page before the last is not full.");
            listed.AddRange(page.Items.Select(item => item.Row.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        var expected = ListModel.Expected(all, scope, query);
        Assert.True(expected.SequenceEqual(listed), $"{scope} {query} [{string.Join(' ', query.Statuses)}]: {expected.Count} expected, {listed.Count} listed.");
        return listed.Count;
    }
}
