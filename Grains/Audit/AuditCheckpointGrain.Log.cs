using Microsoft.Extensions.Logging;

namespace Orders;

public sealed partial class AuditCheckpointGrain
{
    // The hash in a log that goes to another machine is what makes the end of the audit log checkable.
    [LoggerMessage(70, LogLevel.Information, "Audit checkpoint {Number} reaches to position {Position}; its hash is {Hash}")]
    private partial void LogTaken(long number, long position, string hash);
}
