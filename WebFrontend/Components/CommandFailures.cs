using System.Diagnostics;

namespace Orders.Web;

/// <summary>What a person is told when a command got no answer: the world failed, or we did. The log has the same reference.</summary>
public static partial class CommandFailures
{
    public static string Report(ILogger logger, Exception exception)
    {
        var reference = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        LogFailed(logger, exception, reference);
        return $"No answer came. Try again: what has gone through already is not done twice. Reference for support: {reference}";
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A command from a page got no answer; reference {Reference}.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reference);
}
