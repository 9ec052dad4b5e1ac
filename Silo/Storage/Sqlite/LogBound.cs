using Microsoft.Extensions.Logging;

namespace Orders.Storage;

/// <summary>
/// Keeps the write-ahead log from growing without end. SQLite's own checkpoints wait for nobody, and the log begins anew only in
/// a moment without readers; where reads always overlap, that moment never comes. So beyond a size the writer waits for those who read
/// an older state, briefly, since whoever begins meanwhile reads the newest and is not waited for. If that was in vain, it
/// tries again only when the log has grown by another step: what it costs is bounded too.
/// </summary>
/// <param name="path">Of the database.</param>
/// <param name="most">The size of the log, in bytes, from which on it is to be emptied.</param>
/// <param name="patience">How long writes may wait for readers, once per step.</param>
internal sealed partial class LogBound(SqliteConnection connection, string path, long most, TimeSpan patience, ILogger logger)
{
    private readonly FileInfo _log = new(path + "-wal");
    private readonly ILogger _logger = logger;
    private long _next; // after a try in vain: the size of the log at the next one

    /// <summary>By how much the log grows between two tries.</summary>
    private long Step => most / 4;

    /// <summary>Between two transactions, on the writer's thread.</summary>
    public void Keep()
    {
        _log.Refresh();
        if (!_log.Exists || _log.Length < Math.Max(_next, most)) return;
        var size = _log.Length;
        try
        {
            _next = connection.EmptyLog(patience) ? 0 : size + Step;
        }
        catch (DatabaseException e)
        {
            _next = size + Step;
            LogNotEmptied(size, e); // nothing is lost: it is all in the log
            return;
        }

        if (_next > 0) LogReadersInTheWay(size);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log has {Size} bytes, and reads that take long keep it from being emptied.")]
    private partial void LogReadersInTheWay(long size);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log has {Size} bytes, and emptying it failed.")]
    private partial void LogNotEmptied(long size, Exception error);
}
