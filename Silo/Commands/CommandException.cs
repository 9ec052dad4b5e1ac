namespace Orders.Commands;

/// <summary>Ends a command with a sentence for the person at the keyboard, and no stack trace.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
public sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
