using System.Globalization;

namespace Orders.Hosting;

/// <summary>Orders of the last thirty days, brought in like an import: the older, the further along.</summary>
internal static class DemoOrders
{
    public const int Count = 60;

    private static readonly Actor Demo = Actor.System("Demo");
    private static readonly Actor Reader = new(Role.Admin, 0, "Demo");

    /// <returns>How many were missing and have been added.</returns>
    public static async Task<int> Ensure(IGrainFactory grains, DemoPeople people, CancellationToken stop)
    {
        var plan = DemoPlan.Make(people, DemoProducts.All, Count);
        var missing = new List<DemoOrder>();
        foreach (var order in plan)
        {
            stop.ThrowIfCancellationRequested();
            if (await grains.GetGrain<IOrderGrain>(order.Id.Value).Get(Reader) is null) missing.Add(order);
        }

        // Numbers are handed out in the order of placing; the rest may happen at once and shares its commits.
        var imports = new List<Task>();
        foreach (var order in missing)
        {
            var number = await grains.GetGrain<IOrderNumberGrain>(order.Details.SellerId).Next();
            imports.Add(Import(grains, order, order.Details with { Number = number.ToString(CultureInfo.InvariantCulture) }));
        }

        await Task.WhenAll(imports);
        return missing.Count;
    }

    private static async Task Import(IGrainFactory grains, DemoOrder order, OrderDetails details)
    {
        var grain = grains.GetGrain<IOrderGrain>(order.Id.Value);
        var result = await grain.Import(new ImportOrder(Demo, order.Id.PlacedAt, details, order.Steps));

        // Refused, and there after all: another silo of the cluster was faster.
        if (result.Error is { } error && await grain.Get(Reader) is null)
            throw new InvalidOperationException($"Demo order {details.ExternalReference} was refused: {error}");
    }
}
