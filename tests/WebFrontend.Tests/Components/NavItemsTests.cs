using Orders.Web;

namespace Orders.Tests;

public sealed class NavItemsTests
{
    [Theory]
    [InlineData(null, "/shop /cart")]
    [InlineData(Role.Buyer, "/shop /my/orders /cart")]
    [InlineData(Role.Seller, "/orders /dashboard /stock /audit /webhooks")]
    [InlineData(Role.Manager, "/orders /dashboard /stock /audit /webhooks")]
    [InlineData(Role.Admin, "/orders /stock /audit /admin/parked")]
    public void For_EachRole_LeadsToItsWork(Role? role, string links) =>
        Assert.Equal(links, string.Join(' ', NavItems.For(role).Select(i => i.Href)));
}
