using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What an order's grain tells the log: ids and sequences, nothing personal.</summary>
public sealed partial class OrderGrain
{
    [LoggerMessage(1, LogLevel.Debug, "Order {Order}: event {Sequence} written, now {Status}")]
    private partial void LogWritten(OrderId order, long sequence, OrderStatus status);

    [LoggerMessage(2, LogLevel.Debug, "Order {Order} at {Sequence}: refused, {Reason}")]
    private partial void LogRefused(OrderId order, long sequence, string reason);

    [LoggerMessage(3, LogLevel.Error, "Order {Order}: writing event {Sequence} failed; the activation ends")]
    private partial void LogWriteFailed(Exception exception, OrderId order, long sequence);

    [LoggerMessage(4, LogLevel.Warning, "Order {Order}: event {Sequence} is written but could not be published to {Stream}")]
    private partial void LogPublishFailed(Exception exception, OrderId order, long sequence, string stream);
}
