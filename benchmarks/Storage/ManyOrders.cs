using System.Diagnostics;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>
/// Fills a database with orders of the last two years, all ended: one shop has half of them, twenty share the rest; every 31st was
/// cancelled. Rows, listing, search words and counts are as the program writes them; of the events only the first is there.
/// </summary>
internal static class ManyOrders
{
    private const int PerTransaction = 10_000;
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(730);

    public static long SellerOf(int n) => n % 2 == 0 ? 1 : 2 + (n / 2 % 20);

    public static long BuyerOf(int n) => 1000 + (long)((uint)n * 2654435761u % 200_000);

    public static void Fill(BenchmarkDatabase database, int count)
    {
        using var connection = database.OpenBare();
        connection.Execute(connection.Provider == DatabaseProvider.Sqlite ? "PRAGMA synchronous = OFF" : "SET synchronous_commit = off"); // only while filling
        var session = new WriteSession(connection);
        var started = Stopwatch.GetTimestamp();
        var have = (int)connection.ScalarInt64("SELECT count(*) FROM orders WHERE status >= 5");
        for (var from = have; from < count; from += PerTransaction)
        {
            session.Begin();
            var statements = session.Use<OrderStatements>();
            for (var n = from; n < Math.Min(count, from + PerTransaction); n++) Insert(statements, session.Use<Positions>().Next(), n, count);
            session.Commit();
        }

        database.Settle(connection);
        if (have < count) Console.WriteLine($"Filled with {count - have:N0} orders in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s.");
    }

    /// <summary>Orders under way, of the last week, in every status; every third has a due date, half of those in the past.</summary>
    public static async Task AddUnderWay(IDatabase database, int count)
    {
        var store = new OrderStore(database);
        var now = DateTimeOffset.UtcNow;
        await Task.WhenAll(Enumerable.Range(0, count).Select(async n =>
        {
            var id = OrderId.Of(now.AddSeconds(-n * 100), n);
            var place = SampleOrder.Place(id, SellerOf(n), BuyerOf(n), n);
            var (head, row) = (await store.Append(place), place.Row);
            for (var steps = n % 5; steps > 0; steps--)
            {
                var step = SampleOrder.Step(head, row, now.AddSeconds(-n * 90));
                if (n % 3 == 0) step = step with { Row = step.Row with { DueAt = now.AddHours(n % 2 == 0 ? -1 : 5) } };
                (head, row) = (await store.Append(step), step.Row);
            }
        }));
    }

    private static void Insert(OrderStatements statements, long position, int n, int count)
    {
        var placedAt = First + (Span * ((double)n / count));
        var id = OrderId.Of(placedAt, n);
        var place = SampleOrder.Place(id, SellerOf(n), BuyerOf(n), n);
        var status = n % 31 == 30 ? OrderStatus.Cancelled : OrderStatus.Closed;
        var row = place.Row with { Status = status, Version = 1, UpdatedAt = placedAt.AddDays(3 + (n % 7)) };
        statements.InsertRow(row, position, () => new InvalidOperationException($"Order {id} is there already."));
        statements.InsertListing(row, place.Listing!, [.. SearchWords.Of(place.Listing!.SearchText)]);
        statements.AppendEvent(row, position, 0, EncodedEvent.All(id, [], place.Events)[0]);
        statements.Count(row.SellerId, null, status);
    }
}
