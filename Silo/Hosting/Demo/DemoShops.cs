using Orders.Identity;

namespace Orders.Hosting;

/// <summary>The demo's two shops, under fixed ids: their products are there before their accounts.</summary>
internal static class DemoShops
{
    public static readonly ShopReference Ceramics = new(1001, "Kiln & Clay");
    public static readonly ShopReference Coffee = new(1002, "Northside Coffee");
}
