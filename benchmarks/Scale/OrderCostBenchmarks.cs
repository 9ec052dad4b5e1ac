using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace Orders.Benchmarks;

/// <summary>
/// What one order costs from the checkout to closed, with all that it sets in motion: writes, commits, processor time;
/// on PostgreSQL, which counts by itself, rows and bytes, too.
/// </summary>
internal static class OrderCostBenchmarks
{
    private const int Shops = 8;
    private const int ToWarmUp = 100;

    public static async Task Run(Plan plan)
    {
        var (orders, inFlight) = plan.ClosedOrders == Plan.Full.ClosedOrders ? (4_000, (int[])[1, 64, 512]) : (200, [64]);
        var table = new Table(
            "Whole orders, from the checkout to closed and told of",
            "callers", "orders/s", "writes/order", "writes/commit", "CPU/order", "a commit: fixed", "and per write");
        Rows? rows = null;
        foreach (var callers in inFlight)
        {
            using var data = BenchmarkDatabase.Create(plan, closedOrders: 0);
            rows = await Live(table, plan, data, callers == 1 ? orders / 10 : orders, callers);
        }

        table.End("The database is beside the silo, on the same cores; the processor time is the silo's alone, the callers included.");
        rows?.Print();
    }

    /// <returns>What it left, where the database counts that by itself.</returns>
    private static async Task<Rows?> Live(Table table, Plan plan, BenchmarkDatabase data, int orders, int callers)
    {
        var settings = data.Settings;
        var sellers = await Open(settings);
        var before = Count();
        await Live(table, settings, sellers, orders, callers);
        return before is null ? null : new Rows(before, Count()!, orders + ToWarmUp);

        PostgresCounters? Count() => plan.OnPostgres ? PostgresCounters.Read(settings.Single(s => s.Key == "Orders:Database:ConnectionString").Value!) : null;
    }

    private static async Task<ImmutableArray<Account>> Open(KeyValuePair<string, string?>[] settings)
    {
        await using var host = await OrderCostHost.Start(settings);
        return await host.OpenShops(Shops);
    }

    private static async Task Live(
        Table table, KeyValuePair<string, string?>[] settings, ImmutableArray<Account> sellers, int orders, int callers)
    {
        using var commits = new CommitListener();
        await using var host = await OrderCostHost.Start(settings);
        var life = new WholeOrders(host.Grains, sellers);
        await life.Run(ToWarmUp, callers);
        await host.Settle();
        var (commitsBefore, processorBefore) = (commits.Commits.Length, ProcessorTime());
        var started = Stopwatch.GetTimestamp();
        await life.Run(orders, callers);
        await host.Settle();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var processor = ProcessorTime() - processorBefore;
        var measured = commits.Commits[commitsBefore..];
        var writes = (double)measured.Sum(c => c.Writes);
        var (fixedPart, perWrite) = CommitListener.Fit(measured);
        table.Row(
            $"{callers}", Table.Number(orders / seconds), Tenths(writes / orders), Tenths(writes / measured.Length),
            Table.Microseconds(processor.TotalMicroseconds / orders), Table.Microseconds(fixedPart * 1000), Table.Microseconds(perWrite * 1000));
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>What so many orders have left in the database, by its own count.</summary>
    private sealed record Rows(PostgresCounters Before, PostgresCounters After, int Orders)
    {
        public void Print()
        {
            var table = new Table("Rows that one order costs", "table", "inserted", "updated", "deleted");
            foreach (var (name, after) in After.Tables.OrderBy(t => t.Key, StringComparer.Ordinal))
            {
                var before = Before.Tables.GetValueOrDefault(name);
                var (inserted, updated, deleted) = (after.Inserted - before.Inserted, after.Updated - before.Updated, after.Deleted - before.Deleted);
                if (inserted + updated + deleted > Orders / 50) table.Row($"`{name}`", Each(inserted), Each(updated), Each(deleted));
            }

            table.End($"{Table.Number((After.LogBytes - Before.LogBytes) / (double)Orders)} bytes of log an order, "
                + $"and {Table.Number((After.Bytes - Before.Bytes) / (double)Orders)} bytes of tables and indexes.");
        }

        private string Each(long rows) => Tenths(rows / (double)Orders);
    }
}
