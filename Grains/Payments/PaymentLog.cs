using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What payments tell the log: ids and outcomes, nothing personal.</summary>
internal static partial class PaymentLog
{
    [LoggerMessage(40, LogLevel.Information, "Payment of order {Order}: {Kind} answered by {Answer}")]
    public static partial void Answered(ILogger logger, OrderId order, PaymentAttemptKind kind, string answer);

    [LoggerMessage(41, LogLevel.Error, "Payment of order {Order}: the provider could not be asked with key {Key}; it will be asked again")]
    public static partial void NotAsked(ILogger logger, Exception exception, OrderId order, string key);

    [LoggerMessage(42, LogLevel.Error, "Payment of order {Order}: the write failed; the activation ends")]
    public static partial void NotWritten(ILogger logger, Exception exception, OrderId order);

    [LoggerMessage(43, LogLevel.Information, "Payment of order {Order}: the checkout was given up")]
    public static partial void Abandoned(ILogger logger, OrderId order);

    [LoggerMessage(44, LogLevel.Critical, "Payment of order {Order}: the provider never said whether it charged with key {Key}. Look there, and give it back by hand")]
    public static partial void Lost(ILogger logger, OrderId order, string key);

    [LoggerMessage(45, LogLevel.Warning, "Payment of order {Order}: the order could not be told of {News}; it will be told again")]
    public static partial void NotTold(ILogger logger, Exception exception, OrderId order, string news);

    [LoggerMessage(46, LogLevel.Error, "Payment of order {Order}: the order does not take {News}: {Error}")]
    public static partial void NotTaken(ILogger logger, OrderId order, string news, string error);
}
