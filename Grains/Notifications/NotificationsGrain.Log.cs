using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What was told to whom: account ids, nothing personal.</summary>
public sealed partial class NotificationsGrain
{
    [LoggerMessage(60, LogLevel.Debug, "Account {User} told of {Event}, order {Order}, event {Sequence}: in the inbox {InApp}, by mail {Mail}")]
    private partial void LogTold(long user, NotificationEvent @event, OrderId? order, long? sequence, bool inApp, bool mail);
}
