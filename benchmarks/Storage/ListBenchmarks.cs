using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>How long a page of a list takes, with many closed orders behind the few under way.</summary>
internal static class ListBenchmarks
{
    private const int UnderWay = 5_000;
    private const long BigShop = 1;
    private static OrderScope Everything => default;
    private static readonly OrderScope Shop = new(null, BigShop);
    private static readonly TimeSpan PerList = TimeSpan.FromSeconds(1);

    private static readonly (string Name, OrderScope Scope, OrderQuery Query)[] Lists =
    [
        ("shop: newest", Shop, new()),
        ("shop: received", Shop, new() { Statuses = [OrderStatus.Received] }),
        ("shop: received, preparing, prepared", Shop, new() { Statuses = [OrderStatus.Received, OrderStatus.Preparing, OrderStatus.Prepared] }),
        ("shop: closed", Shop, new() { Statuses = [OrderStatus.Closed] }),
        ("shop: cancelled", Shop, new() { Statuses = [OrderStatus.Cancelled] }),
        ("shop: one month", Shop, new() { From = Date(2024, 6), To = Date(2024, 7) }),
        ("shop: last updated", Shop, new() { Sort = OrderSort.UpdatedAtDescending }),
        ("shop: largest", Shop, new() { Sort = OrderSort.TotalDescending }),
        ("shop: largest of one day", Shop, new() { Sort = OrderSort.TotalDescending, From = Date(2024, 6), To = Date(2024, 6).AddDays(1) }),
        ("shop: largest of one year", Shop, new() { Sort = OrderSort.TotalDescending, From = Date(2024, 6), To = Date(2025, 6) }),
        ("shop: next due", Shop, new() { Sort = OrderSort.DueAt }),
        ("shop: overdue", Shop, new() { Overdue = true }),
        ("shop: text, a number", Shop, new() { Text = "54321" }),
        ("shop: text, an e-mail", Shop, new() { Text = "user123456@example.com" }),
        ("shop: text, an item (1 in 80)", Shop, new() { Text = "blue mug" }),
        ("shop: text, two letters", Shop, new() { Text = "bl" }),
        ("shop: text and received", Shop, new() { Text = "blue mug", Statuses = [OrderStatus.Received] }),
        ("shop: text, largest", Shop, new() { Text = "blue mug", Sort = OrderSort.TotalDescending }),
        ("all: newest", Everything, new()),
        ("all: received", Everything, new() { Statuses = [OrderStatus.Received] }),
        ("all: last updated", Everything, new() { Sort = OrderSort.UpdatedAtDescending }),
        ("all: largest", Everything, new() { Sort = OrderSort.TotalDescending }),
        ("all: text, a number", Everything, new() { Text = "54321" }),
        ("buyer: newest", new OrderScope(ManyOrders.BuyerOf(5), null), new()),
    ];

    public static async Task Run(Plan plan)
    {
        using var data = BenchmarkDatabase.Create(plan);
        using var database = data.Open();
        await ManyOrders.AddUnderWay(database, UnderWay);
        Console.WriteLine($"{plan.ClosedOrders:N0} orders ended and {UnderWay:N0} under way, half of each of one shop; pages of 50, one caller.");
        var reader = new OrderReader(database);
        var table = new Table("A page of a list", "list", "rows", "first page, median", "99 %", "a later page, median");
        foreach (var (name, scope, query) in Lists)
        {
            var first = await reader.List(scope, query);
            var (median, p99) = await Latency(() => reader.List(scope, query));
            var later = "–";
            if (first.NextCursor is { } cursor) later = Table.Microseconds((await Latency(() => reader.List(scope, query with { Cursor = cursor }))).Median);
            table.Row(name, $"{first.Items.Length}", Table.Microseconds(median), Table.Microseconds(p99), later);
        }

        foreach (var (name, scope) in new[] { ("shop: counts", Shop), ("all: counts", Everything) })
        {
            var (median, p99) = await Latency(() => reader.Counts(scope));
            table.Row(name, "–", Table.Microseconds(median), Table.Microseconds(p99), "–");
        }

        table.End();
    }

    private static async Task<(double Median, double P99)> Latency<T>(Func<Task<T>> list)
    {
        await list();
        var (p50, p99, _) = await Measure.Latency(PerList, 1, _ => list());
        return (p50, p99);
    }

    private static DateTimeOffset Date(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);
}
