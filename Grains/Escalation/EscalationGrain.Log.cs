using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class EscalationGrain
{
    [LoggerMessage(50, LogLevel.Error, "Share {Share} of the escalation could not finish its look; the next one begins anew")]
    private partial void LogTickFailed(Exception exception, int share);

    [LoggerMessage(51, LogLevel.Warning, "Order {Order} could not be told that its deadline has come; it is told again at the next look")]
    private partial void LogNotTold(Exception exception, OrderId order);

    [LoggerMessage(52, LogLevel.Warning, "Order {Order} could not be given its new deadline")]
    private partial void LogNotRescheduled(Exception exception, OrderId order);
}
