using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class OutboxGrain
{
    [LoggerMessage(32, LogLevel.Information, "Order {Order}: events from {Sequence} on are published again ({Count})")]
    private partial void LogRepublished(OrderId order, long sequence, int count);

    [LoggerMessage(33, LogLevel.Warning, "Order {Order}: event {Sequence} and those after it could not be published again")]
    private partial void LogNotRepublished(Exception exception, OrderId order, long sequence);

    [LoggerMessage(34, LogLevel.Error, "Order {Order}: event {Sequence} is parked for {Consumer} with its try number {Tries}, unless that succeeds")]
    private partial void LogParked(OrderId order, long sequence, OrderConsumer consumer, int tries);

    [LoggerMessage(35, LogLevel.Information, "Order {Order}: event {Sequence} is sent to {Consumer} again, as account {Account} asked")]
    private partial void LogSentAgain(OrderId order, long sequence, OrderConsumer consumer, long account);

    [LoggerMessage(36, LogLevel.Warning, "The shop could not be told that the stock of {Sku} is low since movement {Sequence}; it is tried again")]
    private partial void LogNotTold(Exception exception, string sku, long sequence);
}
