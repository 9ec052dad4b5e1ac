using Microsoft.Extensions.Logging;

namespace Orders;

internal static partial class ConsumerLog
{
    [LoggerMessage(30, LogLevel.Warning, "{Consumer} could not deal with event {Sequence} of order {Order}; the relay will bring it again")]
    public static partial void NotHandled(ILogger logger, Exception exception, OrderConsumer consumer, OrderId order, long sequence);

    [LoggerMessage(31, LogLevel.Warning, "An event of order {Order} did not reach {Consumer}; the relay will bring it again")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, OrderConsumer consumer, OrderId order);
}
