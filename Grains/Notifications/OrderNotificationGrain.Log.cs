using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class OrderNotificationGrain
{
    [LoggerMessage(61, LogLevel.Warning, "Order {Order}: those concerned by event {Sequence} could not be told together; each is told alone")]
    private partial void LogNotTogether(Exception exception, OrderId order, long sequence);
}
