using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class EscalationPolicyGrain
{
    [LoggerMessage(55, LogLevel.Warning, "The orders of shop {Shop} could not all be given their new deadlines; it is tried again")]
    private partial void LogNotRescheduled(Exception exception, long shop);

    [LoggerMessage(56, LogLevel.Warning, "Order {Order} could not be given its new deadline; it is tried a few times")]
    private partial void LogOrderNotRescheduled(Exception exception, OrderId order);
}
