using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What a stock tells the log: SKUs, orders and numbers, nothing personal.</summary>
public sealed partial class StockGrain
{
    [LoggerMessage(40, LogLevel.Debug, "Stock {Sku}: movement {Sequence}, {Kind} for order {Order}; on hand {OnHand}, reserved {Reserved}")]
    private partial void LogMoved(string sku, long sequence, StockMovementKind kind, OrderId? order, int onHand, int reserved);

    [LoggerMessage(41, LogLevel.Error, "Stock {Sku}: writing movement {Sequence} failed; the activation ends")]
    private partial void LogWriteFailed(Exception exception, string sku, long sequence);
}
