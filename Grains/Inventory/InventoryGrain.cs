using Orleans.Concurrency;

namespace Orders;

/// <summary>Asks the stocks' table.</summary>
[StatelessWorker]
public sealed class InventoryGrain(IStockStore store) : Grain, IInventoryGrain
{
    private static readonly StockPage None = new([], null);

    public Task<StockPage> List(Actor caller, StockQuery query)
    {
        var asked = query with { Limit = Math.Clamp(query.Limit, 1, OrderLimits.PageSize), Text = Texts.Clean(query.Text) };
        return caller switch
        {
            { Role: Role.Seller or Role.Manager, SellerId: { } shop } => store.List(shop, asked),
            { Role: Role.Admin or Role.System } => store.List(null, asked),
            _ => Task.FromResult(None),
        };
    }
}
