using System.Text.Json;

namespace Orders.Tests;

/// <summary>The relay tells a shop's people of stock that has fallen to its mark: a cluster of its own, since every sweep looks at all.</summary>
public sealed class LowStockTests(OrdersCluster cluster) : IClassFixture<OrdersCluster>
{
    private readonly long _shop = OrdersCluster.NewPerson();

    private string Sku => $"LOW/{_shop}";

    private IStockGrain Stock => cluster.Client.GetGrain<IStockGrain>(Sku);

    private Task Sweep() => cluster.Client.GetGrain<IOutboxGrain>(0).Sweep().InTime();

    private Notification[] Told(Recipient person) => [.. cluster.Notifications.InboxOf(person.Id).Where(n => n.Event == NotificationEvent.LowStock)];

    private async Task Move(int delta) =>
        Assert.Null((await Stock.Adjust(new AdjustStock(Actor.System("test"), delta, "r")).InTime()).Error);

    private async Task<(Recipient Seller, Recipient Manager)> Open()
    {
        var people = (cluster.Staff.Add(_shop), cluster.Staff.Add(_shop, Role.Manager));
        var command = GivenStock.Put(Actor.System("test"), 10, lowAt: 5) with { Owner = new StockOwner(_shop, "Mugs & More") };
        Assert.Null((await Stock.Put(command).InTime()).Error);
        return people;
    }

    [Fact]
    public async Task Sweep_StockHasFallen_EverybodyOfTheShopIsToldOnce()
    {
        var (seller, manager) = await Open();
        await Sweep();
        Assert.Empty(Told(seller));

        await Move(-5);
        await Move(-1); // lower still: nothing new
        await Sweep();
        await Sweep();

        foreach (var person in (Recipient[])[seller, manager])
        {
            var notice = Assert.Single(Told(person));
            Assert.Contains("4 left of Blue mug", notice.Body, StringComparison.Ordinal);
            Assert.Equal($"/stock/LOW%2F{_shop}", notice.Path);
        }
    }

    [Fact]
    public async Task Sweep_RisenAndFallenAgain_ToldAgain()
    {
        var (seller, _) = await Open();
        await Move(-5);
        await Sweep();
        await Move(+5);
        await Move(-6);
        await Sweep();

        Assert.Equal(2, Told(seller).Length);
    }

    [Fact]
    public async Task Sweep_SomebodyCannotBeTold_IsToldByTheNextAndNobodyTwice()
    {
        var (seller, manager) = await Open();
        await Move(-5);
        cluster.Notifications.BeforeAdd(manager.Id, Faults.Throw);
        await Sweep();
        Assert.Empty(Told(manager));

        await Sweep();
        Assert.Single(Told(seller));
        Assert.Single(Told(manager));
    }

    [Fact]
    public void For_LongSku_KeyAndDataAreGood()
    {
        var low = new LowStock(new string('x', OrderLimits.ShortText), long.MaxValue, "Blue mug", 7, 2, 5);
        var notice = LowStockNotice.For(new Recipient(1, Role.Seller, "S", "s@example.org"), low, Given.Now);

        Assert.InRange(notice.Key.Length, 1, OrderLimits.ShortText);
        Assert.NotEqual(notice.Key, LowStockNotice.For(notice.Recipient, low with { Sequence = 1 }, Given.Now).Key);
        Assert.Equal(2, JsonDocument.Parse(notice.Data!).RootElement.GetProperty("available").GetInt32());
    }
}
