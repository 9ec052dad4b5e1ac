namespace Orders.Web;

/// <summary>What a shop does with its stock. Each closes with the stock as it is then; null where the viewer thought better of it.</summary>
public sealed class StockDialogs(PageDialogs dialogs)
{
    public async Task<StockItem?> Adjust(StockItem item) => (StockItem?)await dialogs.Open<AdjustStockDialog>(
        $"Correct the stock: {item.Name}", new() { [nameof(AdjustStockDialog.Item)] = item });

    public async Task<StockItem?> Edit(StockItem item) => (StockItem?)await dialogs.Open<ProductDialog>(
        $"Edit {item.Name}", new() { [nameof(ProductDialog.Item)] = item });

    public async Task<StockItem?> Add(StockOwner owner) => (StockItem?)await dialogs.Open<ProductDialog>(
        "New product", new() { [nameof(ProductDialog.Owner)] = owner });
}
