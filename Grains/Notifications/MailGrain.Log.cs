using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>What became of mail: its number, and the order's id and event. No addresses, no words: what a server says may quote them.</summary>
public sealed partial class MailGrain
{
    [LoggerMessage(70, LogLevel.Debug, "Mail {Mail} sent, order {Order}, event {Sequence}, try {Try}")]
    private partial void LogSent(long mail, OrderId? order, long? sequence, int @try);

    [LoggerMessage(71, LogLevel.Warning, "Mail {Mail} not sent ({Reason}), order {Order}, event {Sequence}, try {Try}; it waits for its next try")]
    private partial void LogNotSent(string reason, long mail, OrderId? order, long? sequence, int @try);

    [LoggerMessage(72, LogLevel.Error, "Mail {Mail} parked after a day, order {Order}, event {Sequence}, try {Try}: somebody has to look")]
    private partial void LogParked(long mail, OrderId? order, long? sequence, int @try);

    [LoggerMessage(73, LogLevel.Warning, "The mail server is down ({Reason}): {Mails} mails wait")]
    private partial void LogServerDown(string reason, int mails);

    [LoggerMessage(74, LogLevel.Information, "Mail {Mail} is sent again, on behalf of account {Account}")]
    private partial void LogSentAgain(long mail, long account);

    [LoggerMessage(75, LogLevel.Information, "Forgotten: {Mails} mails that were sent and {Notifications} notifications")]
    private partial void LogForgotten(int mails, int notifications);
}
