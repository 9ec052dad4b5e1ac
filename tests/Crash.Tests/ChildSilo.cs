using System.Diagnostics;
using System.Globalization;

namespace Orders.Tests.Crash;

/// <summary>The built silo in a process of its own, to be killed.</summary>
internal sealed class ChildSilo : IDisposable
{
    private const string Started = "The silo runs.";

    private readonly StoredDatabase _database;
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildSilo(StoredDatabase database, Process process)
    {
        _database = database;
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>128 + 9 on Unix: it was killed and did not end by itself.</summary>
    public bool WasKilled => _process.ExitCode == 137;

    /// <summary>It had done everything before it could be killed.</summary>
    public bool EndedWell => _process.ExitCode == 0;

    public Task<string> Errors => _errors;

    public static ChildSilo Start(StoredDatabase database, params string[] arguments)
    {
        // Whoever runs the tests in the background may have Ctrl-C ignored, and children inherit that: back to the default.
        var start = new ProcessStartInfo("env")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = database.Folder,
            ArgumentList = { "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "Silo.dll") },
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--data-directory");
        start.ArgumentList.Add(database.Folder);
        database.Name(start.Environment);
        return new ChildSilo(database, Process.Start(start)!);
    }

    /// <summary>Reads until the child has acknowledged so much, kills it, and reads what it had written by then.</summary>
    /// <param name="afterAcks">-1: as soon as it says anything, which it does before it has the database.</param>
    public async Task<List<Acknowledged>> KillAfter(int afterAcks)
    {
        var acks = new List<Acknowledged>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Acknowledged.TryParse(line, out var ack)) acks.Add(ack);
            if (acks.Count > afterAcks && !_process.HasExited) _process.Kill();
        }

        await Gone();
        return acks;
    }

    /// <summary>Reads until the child has acknowledged so much, and lets it go on.</summary>
    public async Task<List<Acknowledged>> ReadAcks(int count)
    {
        var acks = new List<Acknowledged>();
        while (acks.Count < count && await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Acknowledged.TryParse(line, out var ack)) acks.Add(ack);
        }

        return acks;
    }

    /// <summary>Kills it; whatever it still wrote is read meanwhile.</summary>
    /// <returns>False: it had ended by itself.</returns>
    public async Task<bool> Kill(Task<string> output)
    {
        if (!_process.HasExited) _process.Kill();
        await output;
        await Gone();
        return WasKilled;
    }

    /// <summary>Reads on, so that it need not wait for anybody to listen.</summary>
    public Task<string> ReadOn() => _process.StandardOutput.ReadToEndAsync();

    /// <summary>Reads so many lines and kills the child.</summary>
    /// <returns>False: it ended by itself first.</returns>
    public async Task<bool> KillAfterLines(int lines)
    {
        for (var n = 0; n < lines; n++)
        {
            if (await _process.StandardOutput.ReadLineAsync() is null) break;
        }

        if (!_process.HasExited) _process.Kill();
        await Gone();
        return WasKilled;
    }

    /// <summary>Presses Ctrl-C once the child has acknowledged so much.</summary>
    public async Task InterruptAfter(int acks)
    {
        while (acks > 0 && await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Acknowledged.TryParse(line, out _)) acks--;
        }

        Interrupt();
    }

    /// <summary>Presses Ctrl-C once the child says that it runs.</summary>
    public async Task InterruptWhenStarted()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith(Started, StringComparison.Ordinal))
        {
        }

        Interrupt();
    }

    public async Task Write(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        _process.StandardInput.Close();
    }

    /// <summary>Lets the child finish.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> Finish()
    {
        var output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task Gone()
    {
        await _process.WaitForExitAsync();
        _database.UntilFree();
    }

    private void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
