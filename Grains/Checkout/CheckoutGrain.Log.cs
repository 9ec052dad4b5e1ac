using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What a checkout tells the log: ids, nothing personal.</summary>
public sealed partial class CheckoutGrain
{
    [LoggerMessage(20, LogLevel.Warning, "Order id {Taken} belongs to another order; trying {Next}")]
    private partial void LogIdTaken(OrderId taken, OrderId next);

    [LoggerMessage(21, LogLevel.Error, "The checkout of order {Order} could not be written; the activation ends")]
    private partial void LogNotRemembered(Exception exception, OrderId order);

    [LoggerMessage(22, LogLevel.Warning, "Order {Order}: the payment provider does not answer; the checkout goes on later")]
    private partial void LogNoAnswer(OrderId order);

    [LoggerMessage(23, LogLevel.Warning, "Order {Order} was not placed in time; its checkout ends")]
    private partial void LogExpired(OrderId order);

    [LoggerMessage(24, LogLevel.Debug, "The checkout of order {Order} gives back what it has: {Reason}")]
    private partial void LogGivenBack(OrderId order, string reason);
}
