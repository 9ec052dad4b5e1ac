using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class EscalationGrain
{
    [LoggerMessage(50, LogLevel.Error, "Share {Share} of the escalation could not finish its look; the next one begins anew")]
    private partial void LogTickFailed(Exception exception, int share);

    [LoggerMessage(51, LogLevel.Warning, "Order {Order} could not be told that its deadline has come; it is told again at the next look")]
    private partial void LogNotTold(Exception exception, OrderId order);

    [LoggerMessage(52, LogLevel.Warning, "The people of shop {Shop} could not be told of orders that fell due together; it is tried at the next look")]
    private partial void LogDigestNotSent(Exception exception, long shop);
}
