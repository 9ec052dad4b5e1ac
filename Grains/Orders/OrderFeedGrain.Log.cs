using Microsoft.Extensions.Logging;

namespace Orders;

internal static partial class FeedLog
{
    [LoggerMessage(10, LogLevel.Warning, "Feed {Owner}: a change could not be passed on; open pages find it when they look again")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, long owner);
}
