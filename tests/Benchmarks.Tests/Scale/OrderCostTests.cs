namespace Orders.Benchmarks.Tests.Scale;

/// <summary>What the simulation, and docs/scale.md with it, say of an order is what an order costs.</summary>
public sealed class OrderCostTests
{
    private const int Orders = 10;

    [Fact]
    public async Task WholeOrder_WritesThatItAsksFor_AreThoseOfTheSimulation()
    {
        var folder = Directory.CreateTempSubdirectory("orders-test-");
        try
        {
            using var commits = new CommitListener();
            await using (var host = await OrderCostHost.Start([new("Orders:DataDirectory", folder.FullName)]))
            {
                var life = new WholeOrders(host.Grains, await host.OpenShops(1));
                await life.Run(orders: 1, callers: 1); // the shop's block of numbers, what begins with the first order
                await host.Settle();
                var before = commits.Commits.Sum(c => c.Writes);
                await life.Run(Orders, callers: 1);
                await host.Settle();

                var writes = (double)(commits.Commits.Sum(c => c.Writes) - before) / Orders;
                Assert.Equal(new ScaleInputs().WritesPerOrder, writes, tolerance: 0.5);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
