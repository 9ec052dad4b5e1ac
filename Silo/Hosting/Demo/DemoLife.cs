using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Hosting;

/// <summary>What has happened to a demo order since it was placed.</summary>
internal static class DemoLife
{
    private const int CancelledEvery = 10;

    private static readonly OrderStatus[] Path =
        [OrderStatus.Preparing, OrderStatus.Prepared, OrderStatus.Shipped, OrderStatus.Delivered, OrderStatus.Closed];

    private static readonly string[] Reasons =
        ["Ordered twice by mistake.", "Found it in the attic after all.", "The colour does not match.", "Needed before we could deliver."];

    private static readonly string[] Names = ["DHL", "DPD", "GLS"];

    public static ImmutableArray<ImportStep> Steps(int index, DateTimeOffset placedAt, TimeSpan age, Random random)
    {
        if (index % CancelledEvery == CancelledEvery / 2)
            return [new ImportStep(OrderStatus.Cancelled, placedAt + Part(age, random, 0.3), Reasons[index / CancelledEvery % Reasons.Length])];

        var steps = ImmutableArray.CreateBuilder<ImportStep>();
        var (at, left) = (placedAt, age);
        foreach (var to in Path.Take(HowFar(age, random)))
        {
            var wait = Part(left < Pace(to) ? left : Pace(to), random, 0.9);
            (at, left) = (at + wait, left - wait);
            steps.Add(new ImportStep(to, at, to == OrderStatus.Prepared && index % 7 == 3 ? "Gift wrapped." : null, ShipmentFor(to, index, random)));
        }

        return steps.ToImmutable();
    }

    private static int HowFar(TimeSpan age, Random random) => age.TotalDays switch
    {
        > 12 => 5,
        > 7 => random.Next(4, 6),
        > 3.5 => random.Next(3, 5),
        > 1.2 => random.Next(1, 4),
        > 0.3 => random.Next(0, 3),
        _ => 0,
    };

    private static TimeSpan Pace(OrderStatus to) => to switch
    {
        OrderStatus.Preparing => TimeSpan.FromHours(6),
        OrderStatus.Prepared => TimeSpan.FromHours(20),
        OrderStatus.Shipped => TimeSpan.FromHours(12),
        OrderStatus.Delivered => TimeSpan.FromDays(3),
        _ => TimeSpan.FromDays(5),
    };

    private static TimeSpan Part(TimeSpan whole, Random random, double most) => whole * (most * (0.2 + 0.8 * random.NextDouble()));

    // Every sixth parcel is brought by the shop itself.
    private static Shipment? ShipmentFor(OrderStatus to, int index, Random random) => to == OrderStatus.Shipped && index % 6 != 1
        ? new Shipment(Names[index % Names.Length], "JD" + random.NextInt64(10_000_000_000).ToString("D10", CultureInfo.InvariantCulture))
        : null;
}
