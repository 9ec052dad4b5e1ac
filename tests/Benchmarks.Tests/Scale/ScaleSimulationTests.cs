namespace Orders.Benchmarks.Tests.Scale;

public sealed class ScaleSimulationTests
{
    private static readonly ScaleInputs Small = new() { OrdersPerSecond = 200, HotShop = 0.5, HotSku = 0.01, Seed = 3 };

    [Fact]
    public void HottestServer_MoreServersThanTheBiggestShopNeeds_HasThatShopAlone()
    {
        var simulation = new ScaleSimulation(Small);

        Assert.Equal(simulation.HottestServer(2).Server.Load, simulation.HottestServer(50).Server.Load, tolerance: 1e-9);
        Assert.Equal(2, simulation.HottestServer(1).Server.Load / simulation.HottestServer(2).Server.Load, tolerance: 1e-9);
        Assert.Equal(49, simulation.HottestServer(50).Server.Load / simulation.OrdinaryServer(50)!.Server.Load, tolerance: 1e-9);
        Assert.Null(simulation.OrdinaryServer(1));
    }

    [Fact]
    public void HottestStock_CallsAtThePaceOfWrites_IsBusyByThem()
    {
        var server = new ScaleSimulation(Small).HottestServer(2);

        var changes = Small.OrdersPerSecond * Small.HotSku * Small.StockWritesPerOrder;
        Assert.InRange(server.HottestStock.Load, changes * server.Server.P50 / 3, changes * server.Server.P99);
        Assert.Equal(server.HottestStock.Load, server.HottestStock.Busy, tolerance: 0.02);
    }

    [Fact]
    public void Parts_AskedForMoreThanTheyCanDo_SaySo()
    {
        var simulation = new ScaleSimulation(Small with { OrdersPerSecond = 1_000_000 });

        Assert.All([simulation.HottestServer(1).Server, simulation.Silo(1), simulation.HottestFeed(), simulation.Mail()], part => Assert.True(part.IsOver));
    }

    [Fact]
    public void OrdinaryServer_OneShopHasAllOrders_HasNothingToDo()
    {
        var simulation = new ScaleSimulation(Small with { HotShop = 1 });

        Assert.Equal(new PartResult(0, 0, 0, 0), simulation.OrdinaryServer(2)!.Server);
        Assert.Equal(simulation.HottestServer(1).Server.Load, simulation.HottestServer(2).Server.Load, tolerance: 1e-9);
    }

    [Fact]
    public void Simulation_SameSeed_GivesTheSame()
    {
        Assert.Equal(All(), All());
        Assert.NotEqual(All(), All(seed: 4));

        static (ServerResult, ServerResult?, PartResult, PartResult) All(int seed = 3)
        {
            var simulation = new ScaleSimulation(Small with { Seed = seed });
            return (simulation.HottestServer(2), simulation.OrdinaryServer(2), simulation.Silo(4), simulation.HottestFeed());
        }
    }
}
