using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Keeps a failure inside the page: plain words, a way on, and the reference that the log has too.</summary>
public sealed partial class PageErrorBoundary
{
    private string? _reference;

    [Inject]
    private ILogger<PageErrorBoundary> Logger { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        LogFailed(Logger, exception, _reference);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page failed; reference {Reference}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reference);
}
