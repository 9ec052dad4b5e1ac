namespace Orders.Benchmarks;

/// <summary>Ways to lay out the events, for docs/adr/0005-event-layout.md: what a transition and a load cost with each.</summary>
internal static class EventLayoutBenchmarks
{
    private static readonly EventLayout[] Layouts =
    [
        new("appended, chained by position",
            "CREATE TABLE events (position INTEGER PRIMARY KEY, previous INTEGER, order_id INTEGER, sequence INTEGER, payload TEXT, hash BLOB)",
            Walks: true),
        new("the same, with an index (seller_id, position) over 21 shops",
            "CREATE TABLE events (position INTEGER PRIMARY KEY, previous INTEGER, order_id INTEGER, sequence INTEGER, payload TEXT, hash BLOB, "
            + "seller_id INTEGER AS (iif(order_id % 2 = 0, 1, 2 + order_id / 2 % 20))); CREATE INDEX by_seller ON events (seller_id, position)",
            Walks: true),
        new("appended, with an index (order_id, sequence)",
            "CREATE TABLE events (position INTEGER PRIMARY KEY, previous INTEGER, order_id INTEGER, sequence INTEGER, payload TEXT, hash BLOB); "
            + "CREATE UNIQUE INDEX by_order ON events (order_id, sequence)",
            Walks: false),
        new("clustered by (order_id, sequence)",
            "CREATE TABLE events (position INTEGER, previous INTEGER, order_id INTEGER, sequence INTEGER, payload TEXT, hash BLOB, "
            + "PRIMARY KEY (order_id, sequence)) WITHOUT ROWID",
            Walks: false),
    ];

    public static async Task Run(Plan plan)
    {
        var table = new Table(
            $"Layouts of the events, with {plan.ClosedOrders / 5:N0} orders of six events",
            "layout", "transitions/s at 1", "at 64", "at 512", "pages logged per transition at 64", "at 512", "load of an order", "MiB");
        foreach (var layout in Layouts)
        {
            using var database = new EventLayoutDatabase(layout, plan.ClosedOrders / 5);
            var rates = new List<string>();
            foreach (var batch in new[] { 1, 64, 512 })
                rates.Add(Table.Number(await Measure.Median(plan, () => Task.FromResult(database.Rate(batch, plan.Round)))));
            foreach (var batch in new[] { 64, 512 }) rates.Add($"{database.PagesPerTransition(batch):0.00}");
            table.Row([layout.Name, .. rates, Table.Microseconds(database.MicrosecondsPerLoad()), $"{database.MiB}"]);
        }

        table.End("One narrow row updated and one event of some 300 bytes added for each transition, over 5,000 orders under way, one transaction "
            + "per batch, synchronous=FULL.");
    }
}
