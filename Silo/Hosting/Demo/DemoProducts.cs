using System.Collections.Immutable;
using Orders.Identity;

namespace Orders.Hosting;

/// <summary>What the two demo shops sell.</summary>
internal static class DemoProducts
{
    private static readonly (string Sku, string Name, long Cents, int Available)[] Ceramics =
    [
        ("KC-MUG-BLUE", "Blue mug", 1250, 40),
        ("KC-MUG-SAND", "Sand mug", 1250, 35),
        ("KC-MUG-XL", "Large mug, speckled", 1690, 18),
        ("KC-ESP-2", "Espresso cups, set of two", 2200, 24),
        ("KC-BOWL-S", "Cereal bowl", 1490, 30),
        ("KC-BOWL-L", "Serving bowl", 3900, 9),
        ("KC-PLATE-20", "Breakfast plate, 20 cm", 1600, 44),
        ("KC-PLATE-27", "Dinner plate, 27 cm", 2100, 38),
        ("KC-VASE-T", "Tall vase, ash glaze", 5400, 6),
        ("KC-TEAPOT", "Teapot, one litre", 6900, 7),
        ("KC-BUTTER", "Butter dish", 2900, 12),
        ("KC-PLANT-M", "Planter with saucer", 3400, 15),
    ];

    private static readonly (string Sku, string Name, long Cents, int Available)[] Coffee =
    [
        ("NC-HOUSE-250", "House blend, 250 g", 890, 120),
        ("NC-HOUSE-1000", "House blend, 1 kg", 2990, 60),
        ("NC-ESPR-250", "Dark espresso, 250 g", 950, 110),
        ("NC-ESPR-1000", "Dark espresso, 1 kg", 3190, 55),
        ("NC-ETH-250", "Ethiopia Guji, washed, 250 g", 1390, 48),
        ("NC-COL-250", "Colombia Huila, 250 g", 1290, 52),
        ("NC-KEN-250", "Kenya Nyeri, 250 g", 1490, 30),
        ("NC-DECAF-250", "Decaf, sugar-cane process, 250 g", 1150, 40),
        ("NC-FILTER-100", "Filter papers, 100", 490, 200),
        ("NC-DRIPPER", "Porcelain dripper", 2400, 20),
        ("NC-GRINDER", "Hand grinder, steel burrs", 7900, 11),
        ("NC-KETTLE", "Gooseneck kettle, 0.9 l", 6400, 8),
    ];

    public static ImmutableArray<Product> All { get; } = [.. Of(Ceramics, DemoShops.Ceramics), .. Of(Coffee, DemoShops.Coffee)];

    /// <summary>Adds the products that are missing; what a shop has changed since stays changed.</summary>
    public static async Task Ensure(IGrainFactory grains)
    {
        var catalogue = grains.GetGrain<ICatalogueGrain>(0);
        var there = await catalogue.Find([.. All.Select(p => p.Sku)]);
        await Task.WhenAll(All.Where(p => there.All(t => t.Sku != p.Sku)).Select(catalogue.Put));
    }

    private static IEnumerable<Product> Of((string Sku, string Name, long Cents, int Available)[] products, ShopReference shop) =>
        products.Select(p => new Product(p.Sku, p.Name, shop.Id!.Value, shop.Name!, new Money(p.Cents, "EUR"), p.Available));
}
