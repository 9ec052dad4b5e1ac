using Microsoft.Extensions.Logging;

namespace Orders.Storage;

internal sealed partial class SqliteDatabase
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Opened {Path}: {Settings}")]
    private partial void LogOpened(string path, SqliteSettings settings);

    [LoggerMessage(Level = LogLevel.Information, Message = "Schema version {After} (was {Before})")]
    private partial void LogSchema(int before, int after);

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed {Path}")]
    private partial void LogClosed(string path);
}
