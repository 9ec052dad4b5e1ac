using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Threading.Channels;

namespace Orders.Tests.Crash;

/// <summary>The whole shop, the web front end with its silo, as a process of its own.</summary>
internal sealed class WebShop : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const int LinesKept = 200;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Channel<string> _address = Channel.CreateBounded<string>(1);

    private WebShop(StoredDatabase database)
    {
        var assembly = typeof(WebShop).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Last(a => a.Key == "WebFrontend").Value!;
        var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = database.Folder };
        database.Name(start.Environment);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["urls"] = "http://127.0.0.1:0",
            ["Orders__DataDirectory"] = database.Folder,
            ["Orders__RateLimit__Enabled"] = "false",
            ["Orders__Webhooks__AllowHttp"] = "true",
            ["Orders__Webhooks__AllowPrivateAddresses"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None", // says the same at every look
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        }) start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(e.Data);
        _process.ErrorDataReceived += (_, e) => Take(e.Data);
    }

    public Uri Address { get; private set; } = null!;

    public bool HasEnded => _process.HasExited;

    /// <summary>What it wrote last.</summary>
    public string Log => string.Join('\n', _lines);

    public static async Task<WebShop> Start(StoredDatabase database)
    {
        var shop = new WebShop(database);
        shop._process.Start();
        shop._process.BeginOutputReadLine();
        shop._process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            shop.Address = new Uri(await shop._address.Reader.ReadAsync(limit.Token));
            return shop;
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            await shop.DisposeAsync();
            throw new InvalidOperationException("The shop did not start:\n" + shop.Log);
        }
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
            _address.Writer.TryComplete();
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept) _lines.TryDequeue(out _);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at) _address.Writer.TryWrite(line[(at + Listening.Length)..].Trim());
    }
}
