namespace Orders.Tests.Storage;

/// <summary>A database of random orders in every state, and the same in memory.</summary>
internal static class ManySampleOrders
{
    private static readonly string[] Items = ["Blue mug", "Blue plate", "Red mug", "Café crème", "Bluetooth lamp", "北京 tea"];

    public static async Task<List<ModelOrder>> Fill(TestDatabase db, Random random, int count)
    {
        var orders = await Task.WhenAll(Enumerable.Range(0, count).Select(n => One(db, new Random(random.Next()), n)));
        return [.. orders];
    }

    private static async Task<ModelOrder> One(TestDatabase db, Random random, int n)
    {
        // Few different times and totals, so that the id has to decide often.
        var id = OrderId.Of(SampleOrders.Start.AddHours(random.Next(200)), (random.Next(1000) * 1000) + n);
        var place = SampleOrders.Place(id, 1 + random.Next(3), 100 + random.Next(4), Items[random.Next(Items.Length)], 500 * random.Next(1, 6));
        var (head, row) = (await db.Orders.Append(place), place.Row);
        for (var steps = random.Next(5); steps > 0; steps--)
        {
            var at = SampleOrders.Start.AddHours(random.Next(300));
            var dueAt = random.Next(3) == 0 ? SampleOrders.Start.AddHours(random.Next(400)) : (DateTimeOffset?)null;
            var step = SampleOrders.Step(head, row, (OrderStatus)random.Next(7), at, dueAt, escalationLevel: random.Next(4));
            (head, row) = (await db.Orders.Append(step), step.Row);
        }

        return new ModelOrder(row, place.Listing!.SearchText);
    }
}
