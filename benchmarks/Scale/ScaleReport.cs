using System.Globalization;

namespace Orders.Benchmarks;

/// <summary>Prints what the simulation says, as tables.</summary>
internal static class ScaleReport
{
    /// <param name="servers">How many of them to simulate, each a row.</param>
    /// <param name="silos">The same of silos.</param>
    public static void Print(ScaleInputs inputs, IEnumerable<int> servers, IEnumerable<int> silos)
    {
        Console.WriteLine(Given(inputs));
        Console.WriteLine();
        var simulation = new ScaleSimulation(inputs);
        PrintServers(inputs, simulation, servers);
        PrintRest(inputs, simulation, silos);
    }

    private static void PrintServers(ScaleInputs inputs, ScaleSimulation simulation, IEnumerable<int> servers)
    {
        var table = new Table(
            "Order store, by servers", "servers", "hottest: load", "writes/commit", "p50", "p99", "others: load", "p50", "p99",
            "hottest SKU: load", "p50", "p99");
        foreach (var count in servers)
        {
            var (hottest, other) = (simulation.HottestServer(count), simulation.OrdinaryServer(count));
            table.Row(
                $"{count}", Load(hottest.Server), Tenths(hottest.WritesPerCommit), P50(hottest.Server), P99(hottest.Server),
                other is null ? "–" : Load(other.Server), other is null ? "–" : P50(other.Server), other is null ? "–" : P99(other.Server),
                hottest.Server.IsOver ? "–" : Load(hottest.HottestStock), P50(hottest.HottestStock), P99(hottest.HottestStock));
        }

        table.End(string.Create(CultureInfo.InvariantCulture,
            $"Load: what is asked, as a part of what it can do at most. The hottest server has the shop with {inputs.HotShop:P0} of all orders, and the SKU that is in {inputs.HotSku:P1} of them."));
    }

    private static void PrintRest(ScaleInputs inputs, ScaleSimulation simulation, IEnumerable<int> silos)
    {
        var table = new Table("The rest", "part", "load", "p50", "p99");
        foreach (var count in silos)
        {
            var silo = simulation.Silo(count);
            table.Row($"a turn's wait and work on one of {count} silos of {inputs.CoresPerSilo} cores", Load(silo), P50(silo), P99(silo));
        }

        var (feed, mail) = (simulation.HottestFeed(), simulation.Mail());
        table.Row("a hint in the biggest shop's feed, to front ends", Load(feed), P50(feed), P99(feed));
        table.Row("a mail, as `MailGrain` sends them today", Load(mail), P50(mail), P99(mail));
        table.End();
    }

    private static string Given(ScaleInputs inputs) => string.Create(CultureInfo.InvariantCulture,
        $"{inputs.OrdersPerSecond:N0} orders a second, {inputs.WritesPerOrder:0.#} writes each; {inputs.Writers} silos write to each server; a commit takes "
        + $"{inputs.CommitFixed * 1000:0.##} ms and {inputs.CommitPerWrite * 1e6:0.#} µs a write; {inputs.ProcessorPerOrder * 1000:0.##} ms of processor time an order; seed {inputs.Seed}.");

    private static string Load(PartResult part) => part.Load.ToString("0.00", CultureInfo.InvariantCulture);

    private static string P50(PartResult part) => Time(part, part.P50);

    private static string P99(PartResult part) => Time(part, part.P99);

    private static string Time(PartResult part, double seconds) =>
        part.IsOver ? "grows" : seconds < 0.001 ? Table.Microseconds(seconds * 1e6) : $"{Tenths(seconds * 1000)} ms";

    private static string Tenths(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
