using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;
using Orders.Testing;

namespace Orders.Tests;

/// <summary>The web front end as it is started by hand, on a free port, with demo data of its own.</summary>
public sealed class ShopProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private const string Listening = "Now listening on: ";
    private readonly ShopData _data = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Process _process;

    private ShopProcess()
    {
        var assembly = typeof(ShopProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Last(a => a.Key == "WebFrontend").Value!;
        var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _data.Folder };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["urls"] = "http://127.0.0.1:0";
        foreach (var (key, value) in _data.Settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Orders__Demo"] = "true";
        start.Environment["Orders__RateLimit__Enabled"] = "false";
        // A test's webhook receiver may be on this machine; no test needs a name server.
        start.Environment["Orders__Webhooks__AllowPrivateAddresses"] = "true";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    public string Address { get; private set; } = "";

    public static async Task<ShopProcess> Start()
    {
        var shop = new ShopProcess();
        shop._process.Start();
        shop._process.BeginOutputReadLine();
        shop._process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartLimit);
        List<string> said = [];
        try
        {
            await foreach (var line in shop._lines.Reader.ReadAllAsync(limit.Token))
            {
                said.Add(line);
                if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
                {
                    shop.Address = line[(at + Listening.Length)..].Trim();
                    return shop;
                }
            }
        }
        catch (OperationCanceledException)
        {
            said.Add($"(nothing more for {StartLimit.TotalSeconds} s)");
        }

        await shop.DisposeAsync();
        throw new InvalidOperationException("The web front end did not start:\n" + string.Join('\n', said));
    }

    private void Take(string? line)
    {
        if (line is null) _lines.Writer.TryComplete();
        else _lines.Writer.TryWrite(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _data.Dispose();
    }
}
