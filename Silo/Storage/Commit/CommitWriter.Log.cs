using Microsoft.Extensions.Logging;

namespace Orders.Storage;

internal sealed partial class CommitWriter
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "The database failed while writing. The writer has stopped; restart the program once the cause is gone.")]
    private partial void LogStopped(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The connection to the database was lost while writing. It is opened anew as soon as that can be done.")]
    private partial void LogLost(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is back, at try {Tries}.")]
    private partial void LogBack(int tries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is not back yet (try {Tries}): {Reason}")]
    private partial void LogNotBack(int tries, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is locked by somebody else; {Count} writes were refused.")]
    private partial void LogBusy(int count, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The database refused a transaction, and none of its writes can be blamed; all {Count} were refused.")]
    private partial void LogRefused(int count, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "After a commit: measuring it, or looking at the log's size, failed. Nothing is lost, and writing goes on.")]
    private partial void LogAfterwards(Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Taking back the failed transaction failed too.")]
    private partial void LogRollbackFailed(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The checkpoint at the end failed; nothing is lost, the next start reads the log.")]
    private partial void LogCheckpointFailed(Exception error);
}
