using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What a checkout tells the log: ids, nothing personal.</summary>
public sealed partial class CheckoutGrain
{
    [LoggerMessage(20, LogLevel.Warning, "Order id {Taken} belongs to another order; trying {Next}")]
    private partial void LogIdTaken(OrderId taken, OrderId next);

    [LoggerMessage(21, LogLevel.Error, "The checkout of order {Order} could not be written; the activation ends")]
    private partial void LogNotRemembered(Exception exception, OrderId order);
}
