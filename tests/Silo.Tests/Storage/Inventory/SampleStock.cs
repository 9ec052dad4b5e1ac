namespace Orders.Tests.Storage;

/// <summary>Stocks as their grain would write them, without a grain.</summary>
internal static class SampleStock
{
    public static readonly Actor Seller = new(Role.Seller, 7, "Sam", 1, Origin.Api);

    public static async Task<StockState> Add(this IStockStore store, Product product, int? lowAt = null)
    {
        var owner = new StockOwner(product.SellerId, product.SellerName);
        var command = new PutStock(Actor.System("test"), product.Name, product.Price, product.Available) { Owner = owner, LowAt = lowAt };
        return await store.Do(StockPutting.Put(null, product.Sku, command, SampleOrders.Start));
    }

    public static Task<StockState> Add(this IStockStore store, string sku, int onHand, int? lowAt = null) =>
        store.Add(new Product(sku, "Blue mug", 1, "Shop", new Money(1250, "EUR"), onHand), lowAt);

    public static Task<StockState> Reserve(this IStockStore store, StockState stock, OrderId order, int quantity) =>
        store.Do(StockDecider.Reserve(stock, stock.Sku, order, "token", quantity, SampleOrders.Start));

    public static Task<StockState> Adjust(this IStockStore store, StockState stock, int delta, string? key = null) =>
        store.Do(StockDecider.Adjust(stock, new AdjustStock(Seller, delta, "Delivery") { CommandKey = key }, null, SampleOrders.Start));

    public static async Task<StockState> Do(this IStockStore store, StockDecision decision)
    {
        var change = decision.Change ?? throw new InvalidOperationException($"{decision.Error}");
        await store.Write(change);
        return change.After;
    }
}
