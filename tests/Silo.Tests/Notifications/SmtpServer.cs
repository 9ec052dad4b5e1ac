using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Orders.Tests.Notifications;

/// <summary>A test that needs the real mail server: skipped, visibly, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute()
    {
        if (!SmtpServer.IsInstalled) Skip = "No mail server: apt-get install python3-aiosmtpd (./test.sh does it as root).";
    }
}

/// <summary>What the server has taken, as its own library reads it.</summary>
internal sealed record ReceivedMail(
    string From, string[] To, bool Encrypted, string? User, string Type, Dictionary<string, string> Headers, Dictionary<string, string> Parts)
{
    public string Text => Parts["text/plain"];

    public string Html => Parts["text/html"];
}

/// <summary>Debian's python3-aiosmtpd on a free port of this machine, until disposed.</summary>
internal sealed class SmtpServer : IDisposable
{
    private const string Python = "/usr/bin/python3"; // Debian's own: another does not know Debian's packages
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<bool> Installed = new(LookForIt);
    private readonly Process _process;

    private SmtpServer(Process process) => _process = process;

    public static bool IsInstalled => Installed.Value;

    public int Port { get; private set; }

    /// <param name="arguments">See <c>smtp_server.py</c>.</param>
    public static async Task<SmtpServer> Start(params string[] arguments)
    {
        var server = new SmtpServer(Run([Path.Combine(AppContext.BaseDirectory, "Notifications", "smtp_server.py"), .. arguments]));
        server.Port = int.Parse(await server.ReadLine(), CultureInfo.InvariantCulture);
        return server;
    }

    /// <summary>The next mail that it accepts.</summary>
    public async Task<ReceivedMail> Next() => JsonSerializer.Deserialize<ReceivedMail>(await ReadLine(), JsonSerializerOptions.Web)!;

    /// <summary>Ends it.</summary>
    /// <returns>What it had accepted and nobody had asked for.</returns>
    public async Task<string> Rest()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadToEndAsync(limit.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task<string> ReadLine()
    {
        using var limit = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The mail server has ended.");
    }

    private static bool LookForIt()
    {
        if (!File.Exists(Python)) return false;
        using var process = Run(["-c", "import aiosmtpd"]);
        return process.WaitForExit(Patience) && process.ExitCode == 0;
    }

    private static Process Run(string[] arguments) => Process.Start(new ProcessStartInfo(Python, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
