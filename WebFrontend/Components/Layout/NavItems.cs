using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>What the header leads to, by role: where each one's daily work is. What is rare stands in the account's menu.</summary>
public static class NavItems
{
    public const string Cart = "/cart";

    public static ImmutableArray<(string Href, string Text)> For(Role? role) => role switch
    {
        Role.Seller or Role.Manager => [("/orders", "Orders"), ("/dashboard", "Dashboard"), ("/stock", "Stock"), ("/audit", "Audit"), ("/webhooks", "Webhooks")],
        Role.Admin => [("/orders", "Orders"), ("/stock", "Stock"), ("/audit", "Audit"), ("/admin/parked", "Parked")],
        Role.Buyer => [("/shop", "Shop"), ("/my/orders", "My orders"), (Cart, "Cart")],
        _ => [("/shop", "Shop"), (Cart, "Cart")],
    };
}
