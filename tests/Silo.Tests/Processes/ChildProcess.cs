using System.Diagnostics;

namespace Orders.Tests.Processes;

/// <summary>A second process, for what cannot be tested in one. It talks to the test in lines.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ChildProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line it writes; null when it has ended.</summary>
    public async Task<string?> ReadLine()
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadLineAsync(timeout.Token);
    }

    public Task WriteLine(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill() => _process.Kill();

    public async Task<int> WaitForExit()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
