using System.Diagnostics;

namespace Orders.Testing;

/// <summary>
/// Programs as PostgreSQL wants them: never as root, for which Debian's package brings the user <c>postgres</c>. None keeps this
/// process's own output open, or who reads that (<c>dotnet test | tee</c>) would wait for the server to end.
/// </summary>
internal static class Unprivileged
{
    private const string User = "postgres";

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed: the message holds what it printed.</exception>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{errors.Result}");
    }

    public static Process Start(string program, params string[] arguments)
    {
        var asUser = Environment.IsPrivilegedProcess ? new[] { "setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--" } : [];
        string[] command = [.. asUser, program, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/", // One's own may be closed to that user.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
