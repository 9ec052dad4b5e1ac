namespace Orders.Tests.Storage;

/// <summary>
/// Appends to many orders at the same time, and writes a line "id version" for each append that was acknowledged, until somebody
/// kills it.
/// </summary>
internal static class AppendUntilKilledChild
{
    private const int OrdersInFlight = 200;

    public static async Task<int> Run(string directory, int seed)
    {
        await using var db = TestDatabase.Open(directory);
        var output = Console.Out;
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, OrdersInFlight).Select(n => Work(db, seed, n, Acknowledge)));
        return 0;

        void Acknowledge(OrderId id, long version)
        {
            lock (gate) output.WriteLine($"{id} {version}");
        }
    }

    private static async Task Work(TestDatabase db, int seed, int worker, Action<OrderId, long> acknowledge)
    {
        var random = new Random(seed + worker);
        while (true)
        {
            var id = OrderId.Of(SampleOrders.Start.AddMilliseconds(random.Next()), worker);
            var append = SampleOrders.Place(id, sellerId: worker % 5);
            var row = append.Row;
            while (true)
            {
                var head = await db.Orders.Append(append);
                acknowledge(id, head.Version);
                if (row.Status is OrderStatus.Closed or OrderStatus.Cancelled) break;
                append = SampleOrders.Step(head, row, random.Next(10) == 0 ? OrderStatus.Cancelled : row.Status + 1);
                row = append.Row;
            }
        }
    }
}
