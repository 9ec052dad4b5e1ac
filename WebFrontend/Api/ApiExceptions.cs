using Microsoft.AspNetCore.Diagnostics;

namespace Orders.Web;

/// <summary>What an exception means to a caller of the API: try again (503), your mistake (400), or ours (500, logged).</summary>
public sealed partial class ApiExceptions(ILogger<ApiExceptions> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true; // Nobody is there to be answered.
        if (!httpContext.IsForPrograms()) return false; // A browser gets the page for it: the pages' own handler.
        var problem = exception switch
        {
            InvalidCursorException => Problems.Validation("cursor", "Not a cursor of this list: take nextCursor of the page before."),
            BadHttpRequestException e => Problems.OfStatus(e.StatusCode),
            _ when Unavailable.Means(exception) => Problems.OfStatus(StatusCodes.Status503ServiceUnavailable),
            _ => Problems.OfStatus(StatusCodes.Status500InternalServerError),
        };
        if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable) LogUnavailable(exception, httpContext.Request.Path);
        else if (problem.StatusCode >= 500) LogBug(exception, httpContext.Request.Path);
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(100, LogLevel.Warning, "{Path} could not be answered: the engine or the database is not available")]
    private partial void LogUnavailable(Exception exception, PathString path);

    [LoggerMessage(101, LogLevel.Error, "{Path} failed")]
    private partial void LogBug(Exception exception, PathString path);
}
