using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Orders.Tests.Crash;

/// <summary>A program that runs until it is stopped or killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 200;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _sign;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Channel<string> _signs = Channel.CreateBounded<string>(1);

    private ServerProcess(ProcessStartInfo start, string sign)
    {
        _sign = sign;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>What it wrote last.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Starts it and waits until it says that it runs.</summary>
    /// <param name="start">What, with its environment.</param>
    /// <param name="sign">What the line begins with, or has in it, by which it says so.</param>
    /// <returns>The process, and the rest of that line.</returns>
    public static async Task<(ServerProcess Process, string Said)> Start(ProcessStartInfo start, string sign)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var server = new ServerProcess(start, sign);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            return (server, await server._signs.Reader.ReadAsync(limit.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException("It did not start:\n" + server.Log);
        }
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as whoever watches over a service sends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _signs.Writer.TryComplete();
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept) _lines.TryDequeue(out _);
        if (line.IndexOf(_sign, StringComparison.Ordinal) is >= 0 and var at) _signs.Writer.TryWrite(line[(at + _sign.Length)..].Trim());
    }
}
