using System.CommandLine;
using System.Numerics;

namespace Orders.Benchmarks;

/// <summary><c>scale</c>: what docs/scale.md works out on paper, in virtual time. Measures nothing.</summary>
internal static class ScaleCommand
{
    private const int MostServers = 16;
    private static readonly int[] SomeSilos = [2, 4, 8, 16, 32];

    public static Command Create()
    {
        var given = new ScaleInputs();
        var orders = Positive("--orders-per-second", "Orders a second.", given.OrdersPerSecond);
        var servers = Positive<int>("--servers", $"Database servers. Without it: 1 to {MostServers}.");
        var silos = Positive<int>("--silos", "Silos. Without it: several numbers of them.");
        var writers = Positive("--writers", "Silos that write to each server.", given.Writers);
        var writes = Positive("--writes-per-order", "Writes of an order.", given.WritesPerOrder);
        var commit = Positive("--commit-ms", "A commit with nothing in it, in milliseconds.", given.CommitFixed * 1e3);
        var write = Positive("--write-us", "Each write in it, in microseconds.", given.CommitPerWrite * 1e6);
        var processor = Positive("--cpu-ms", "Processor time of a silo for an order, in milliseconds.", given.ProcessorPerOrder * 1e3);
        var shop = Positive("--hot-shop", "The biggest shop's share of the orders, a part of 1.", given.HotShop, most: 1);
        var sku = Positive("--hot-sku", "The share of the orders that have the hottest SKU in them, a part of 1.", given.HotSku, most: 1);
        var seed = Positive("--seed", "Another draw.", given.Seed);
        var command = new Command("scale", "Simulates many orders a second on several servers and silos (docs/scale.md). Measures nothing.")
        {
            orders, servers, silos, writers, writes, commit, write, processor, shop, sku, seed,
        };
        command.SetAction(parsed => ScaleReport.Print(
            given with
            {
                OrdersPerSecond = parsed.GetValue(orders),
                Writers = parsed.GetValue(writers),
                WritesPerOrder = parsed.GetValue(writes),
                CommitFixed = parsed.GetValue(commit) / 1e3,
                CommitPerWrite = parsed.GetValue(write) / 1e6,
                ProcessorPerOrder = parsed.GetValue(processor) / 1e3,
                HotShop = parsed.GetValue(shop),
                HotSku = parsed.GetValue(sku),
                Seed = parsed.GetValue(seed),
            },
            Given(parsed, servers) ?? Enumerable.Range(1, MostServers),
            Given(parsed, silos) ?? SomeSilos));
        return command;
    }

    private static IEnumerable<int>? Given(ParseResult parsed, Option<int> option) => parsed.GetValue(option) is var count and > 0 ? [count] : null;

    /// <param name="standard">Without it, where there is none of its own: 0, which nobody can say.</param>
    private static Option<T> Positive<T>(string name, string description, T standard = default, double most = double.PositiveInfinity)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Implicit) return;
            var value = double.CreateChecked(result.GetValueOrDefault<T>());
            if (!(value > 0 && value <= most)) result.AddError($"{name} must be above 0{(double.IsInfinity(most) ? "" : $", and {most} at most")}.");
        });
        return option;
    }
}
