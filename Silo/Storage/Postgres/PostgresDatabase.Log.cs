using Microsoft.Extensions.Logging;

namespace Orders.Storage;

internal sealed partial class PostgresDatabase
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Opened the database: {Settings}, schema version {After} (was {Before})")]
    private partial void LogOpened(PostgresSettings settings, int before, int after);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The server runs with fsync or full_page_writes off: what is committed may be lost with its machine.")]
    private partial void LogNotDurable();

    [LoggerMessage(Level = LogLevel.Information, Message = "Closed the database")]
    private partial void LogClosed();
}
